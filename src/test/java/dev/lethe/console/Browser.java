package dev.lethe.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A person at a real browser, if the machine has one and its driver. It reaches only this host. */
public final class Browser implements AutoCloseable {
  /** What a test says when it skips itself. */
  public static final String MISSING =
      "There is no Chromium with its driver on this machine, so the console is not opened in a"
          + " browser. On Debian: apt-get install chromium chromium-driver.";

  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final ChromeDriver driver;
  private String site = "";

  private Browser(ChromeDriver driver) {
    this.driver = driver;
  }

  /**
   * Starts one.
   *
   * @param profile a new folder for what it keeps
   * @return empty if there is none
   */
  public static Optional<Browser> start(Path profile) {
    Optional<Path> driver = onPath(List.of("chromedriver"));
    Optional<Path> browser = onPath(BROWSERS);
    if (driver.isEmpty() || browser.isEmpty()) {
      return Optional.empty();
    }
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.get().toFile());
    options.addArguments(
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--disable-quic",
        "--hide-scrollbars",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--lang=en",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--user-data-dir=" + profile);
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(driver.get().toFile())
            .usingAnyFreePort()
            .build();
    return Optional.of(new Browser(new ChromeDriver(service, options)));
  }

  private static Optional<Path> onPath(List<String> names) {
    List<String> folders =
        List.of(System.getenv().getOrDefault("PATH", "").split(java.io.File.pathSeparator));
    return names.stream()
        .flatMap(name -> folders.stream().map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Signs in as somebody; whoever was signed in before is forgotten. */
  public void signIn(String address, String name, String password) {
    site = address;
    driver.get(site + "/login");
    driver.manage().deleteAllCookies();
    driver.get(site + "/login");
    type("#username", name);
    type("#password", password);
    click("form button[type=submit]");
    await("nav");
  }

  /** Opens a page of the site. */
  public void open(String path) {
    driver.get(site + path);
  }

  /** How wide the window is, and whether the person likes it dark. */
  public void look(int width, boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
  }

  /** Waits for an element. */
  public WebElement await(String selector) {
    return new WebDriverWait(driver, PATIENCE)
        .ignoring(StaleElementReferenceException.class)
        .until(
            now ->
                now.findElements(By.cssSelector(selector)).stream()
                    .filter(WebElement::isDisplayed)
                    .findFirst()
                    .orElse(null));
  }

  /** Waits until a text stands in an element. */
  public void awaitText(String selector, String text) {
    new WebDriverWait(driver, PATIENCE)
        .ignoring(StaleElementReferenceException.class)
        .withMessage(() -> "'" + text + "' in " + selector + ", of: " + text("body"))
        .until(
            now ->
                now.findElements(By.cssSelector(selector)).stream()
                    .anyMatch(one -> one.getText().contains(text)));
  }

  /** What an element shows. */
  public String text(String selector) {
    return driver.findElement(By.cssSelector(selector)).getText();
  }

  /** How many there are. */
  public int count(String selector) {
    return driver.findElements(By.cssSelector(selector)).size();
  }

  public void click(String selector) {
    await(selector).click();
  }

  public void type(String selector, String text) {
    WebElement field = await(selector);
    field.clear();
    field.sendKeys(text);
  }

  /** Chooses a file in a file field. */
  public void choose(String selector, Path file) {
    driver.findElement(By.cssSelector(selector)).sendKeys(file.toAbsolutePath().toString());
  }

  /** Presses a key wherever the focus is. */
  public void press(Keys key) {
    driver.switchTo().activeElement().sendKeys(key);
  }

  /** What a piece of script gives. */
  public Object ask(String script, Object... arguments) {
    return driver.executeScript(script, arguments);
  }

  public String address() {
    return driver.getCurrentUrl();
  }

  /** What the browser complained of since the last time; refused styles and scripts, say. */
  public List<String> complaints() {
    return StreamSupport.stream(driver.manage().logs().get(LogType.BROWSER).spliterator(), false)
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::getMessage)
        .toList();
  }

  /** A picture of the window, or of the whole page. */
  public void picture(Path png, boolean whole) throws IOException {
    Map<String, Object> shot =
        driver.executeCdpCommand(
            "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole));
    Files.createDirectories(png.getParent());
    Files.write(png, Base64.getDecoder().decode(String.valueOf(shot.get("data"))));
  }

  /** The ids, names or texts of what the tab key comes by, until it comes by the first again. */
  public List<String> tabThrough(int most) {
    List<String> seen = new ArrayList<>();
    Stream.generate(() -> Keys.TAB)
        .limit(most)
        .forEach(
            tab -> {
              press(tab);
              seen.add(String.valueOf(ask(FOCUSED)));
            });
    return seen;
  }

  private static final String FOCUSED =
      """
      const now = document.activeElement;
      if (now === document.body) return 'body';
      const style = getComputedStyle(now);
      const ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 1;
      return (ring ? '' : 'no ring: ') + (now.id || now.name || now.textContent.trim() || now.tagName);
      """;

  @Override
  public void close() {
    driver.quit();
  }
}
