package dev.lethe.report;

import java.util.List;

/** What the template of the page asks for: text that is ready but for the escaping. */
record PageView(
    String title,
    String state,
    boolean clean,
    boolean found,
    String said,
    String kind,
    String startedAt,
    String started,
    String finishedAt,
    String finished,
    String zone,
    String took,
    String schedule,
    boolean resumed,
    String runId,
    String version,
    String file,
    String deadline,
    List<Figure> figures,
    List<VendorView> vendors,
    List<String> contradictions,
    boolean showComeBacks,
    String comeBacksSaid,
    List<Figure> comeBacks,
    String overdueSaid,
    List<Band> overdue,
    String booksSaid,
    List<Books> books,
    String findingsSaid,
    List<Line> findings) {

  /** A number and what it is; its kind is the name of a colour. */
  record Figure(String kind, String label, String count) {}

  /** A vendor; its bar is empty where nothing was checked. */
  record VendorView(
      String title,
      String name,
      String checked,
      List<Bar.Part> bar,
      String inWords,
      List<String> notes) {

    /** A template asks for a list's content in a loop, so that it is there at all is asked here. */
    public boolean hasBar() {
      return !bar.isEmpty();
    }
  }

  /** Overdue rows of one age; the width is in hundredths of the widest. */
  record Band(String words, String count, String width) {}

  /** A request whose books do not agree. */
  record Books(String requestId, String rows, String sum, List<String> said) {}

  /** A finding. */
  record Line(
      String kind,
      String result,
      String vendor,
      String subject,
      String requestId,
      String row,
      String said,
      String code,
      String decided,
      String age,
      String checked) {}

  /** As for {@link VendorView#hasBar}. */
  public boolean hasContradictions() {
    return !contradictions.isEmpty();
  }

  /** As for {@link VendorView#hasBar}. */
  public boolean hasVendors() {
    return !vendors.isEmpty();
  }

  /** As for {@link VendorView#hasBar}. */
  public boolean hasComeBacks() {
    return !comeBacks.isEmpty();
  }

  /** As for {@link VendorView#hasBar}. */
  public boolean hasOverdue() {
    return !overdue.isEmpty();
  }

  /** As for {@link VendorView#hasBar}. */
  public boolean hasBooks() {
    return !books.isEmpty();
  }

  /** As for {@link VendorView#hasBar}. */
  public boolean hasFindings() {
    return !findings.isEmpty();
  }
}
