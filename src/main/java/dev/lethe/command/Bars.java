package dev.lethe.command;

import dev.lethe.operate.RequestView;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import me.tongfei.progressbar.InteractiveConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar for each vendor, for somebody at a terminal. */
final class Bars implements Progress {
  private static final int REFRESH_MILLIS = 250;

  private final Screen screen;
  private final Map<String, ProgressBar> bars = new TreeMap<>();

  Bars(Screen screen) {
    this.screen = screen;
  }

  @Override
  public void show(List<RequestView> requests) {
    VendorProgress.of(requests)
        .forEach(
            (vendor, progress) -> {
              ProgressBar bar = bars.computeIfAbsent(vendor, this::bar);
              bar.maxHint(progress.all());
              bar.stepTo(progress.decided());
            });
  }

  // The consumer is named, so that the library does not look for a terminal by itself, for which it
  // would load a native library.
  private ProgressBar bar(String vendor) {
    return new ProgressBarBuilder()
        .setTaskName(vendor)
        .setUnit(" rows", 1)
        .setStyle(ProgressBarStyle.ASCII)
        .setUpdateIntervalMillis(REFRESH_MILLIS)
        .setConsumer(new InteractiveConsoleProgressBarConsumer(screen.err(), screen.width() - 1))
        .build();
  }

  @Override
  public void close() {
    bars.values().forEach(ProgressBar::close);
  }
}
