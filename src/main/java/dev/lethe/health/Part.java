package dev.lethe.health;

/** The parts of Lethe whose health is kept; lanes come from a {@link HealthSource}. */
public enum Part {
  /** Taking files in. */
  INTAKE("intake"),
  /** Reading and writing the ledger. */
  LEDGER("ledger"),
  /** Writing the files of finished requests. */
  RECEIPTS("receipts"),
  /** The folder that files are dropped in. */
  INBOX("inbox"),
  /** Room on the disk of the home and of the ledger. */
  DISK("disk");

  private final String label;

  Part(String label) {
    this.label = label;
  }

  /** What people and machines outside call it. */
  public String label() {
    return label;
  }
}
