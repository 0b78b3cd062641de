package dev.lethe.settings;

import dev.lethe.vendor.Vendor;
import java.util.List;
import java.util.Map;

/**
 * What came of looking at all vendors.
 *
 * @param vendors those that can be used once they are set up, and are not switched off
 * @param problems what is wrong
 * @param notSet what is not set yet, by vendor
 */
public record SettingsCheck(
    List<Vendor> vendors, List<SettingsException> problems, Map<String, List<String>> notSet) {}
