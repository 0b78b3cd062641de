package dev.lethe.settings;

import static dev.lethe.vendor.Verdict.HALT;
import static dev.lethe.vendor.Verdict.RELOGIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lethe.settings.PublishedCodes.Published;
import dev.lethe.vendor.CodeRule;
import dev.lethe.vendor.CodeTable;
import dev.lethe.vendor.Vendor;
import dev.lethe.vendor.Verdict;

/** Compares what is published with what the delivered settings make of it. */
final class VendorCodes {

  private VendorCodes() {}

  static Vendor vendor(String name, String... settings) {
    String[] args = new String[settings.length];
    for (int i = 0; i < settings.length; i++) {
      args[i] = "--lethe.vendors." + name + "." + settings[i];
    }
    return BoundSettings.vendors(BoundSettings.DELIVERED, args).find(name).orElseThrow();
  }

  static void check(CodeTable codes, Published published) {
    CodeRule rule = codes.rule(published.code());
    assertThat(rule.code()).as(published.code()).isEqualTo(published.row());
    assertThat(rule.ofItem(1)).as(published.code()).isEqualTo(published.ofItem());
    assertThat(rule.ofCall(1)).as(published.code()).isEqualTo(published.ofCall());
    assertThat(rule.means()).endsWith(".");
    if (published.ofCall() == HALT || published.ofCall() == RELOGIN) {
      assertThat(rule.mend()).as(published.code()).isNotNull();
    }
  }

  static void verdict(CodeTable codes, String word, Verdict verdict) {
    assertThat(codes.rule(word).code()).isEqualTo(word);
    assertThat(codes.rule(word).ofItem(1)).as(word).isEqualTo(verdict);
    assertThat(codes.rule(word).ofItem(99)).as(word).isEqualTo(verdict);
  }
}
