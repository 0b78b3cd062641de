package dev.lethe.ledger;

/** The numbers that stand for states in the tables; the migration script lists them too. */
final class SqliteCodes {
  static final int PENDING = 0;
  static final int SENT = 1;
  static final int UNKNOWN = 2;

  /** Every code from here on is one that {@code settle} does not touch any more. */
  static final int FIRST_FINAL = 10;

  static final int REJECTED = 12;
  static final int CANCELLED = 15;

  /** A double: its state is that of its first row. */
  static final int SAME_AS = 20;

  static final int REQUEST_RECEIVING = 0;
  static final int REQUEST_HELD = 1;
  static final int REQUEST_OPEN = 2;
  static final int REQUEST_FINAL = 3;

  static final int CHECK_REAPPEARED = 3;

  static final int FLAG_MAY_HAVE_RUN = 1;
  static final int FLAG_PARTIAL = 2;

  /** Subject, reference and vendor are keyed hashes. */
  static final int FLAG_RETIRED = 4;

  private SqliteCodes() {}

  /**
   * The code of an item's state.
   *
   * @throws IllegalArgumentException for {@code HELD}, which is a state of the request
   */
  static int of(ItemState state) {
    return switch (state) {
      case PENDING -> PENDING;
      case SENT -> SENT;
      case UNKNOWN -> UNKNOWN;
      case DELETED -> FIRST_FINAL;
      case ALREADY_ABSENT -> 11;
      case REJECTED -> REJECTED;
      case REFUSED -> 13;
      case EXHAUSTED -> 14;
      case CANCELLED -> CANCELLED;
      case HELD -> throw new IllegalArgumentException("HELD is a state of the request");
    };
  }

  /** The state of an item that is not a double. */
  static ItemState itemState(int code) {
    return switch (code) {
      case PENDING -> ItemState.PENDING;
      case SENT -> ItemState.SENT;
      case UNKNOWN -> ItemState.UNKNOWN;
      case FIRST_FINAL -> ItemState.DELETED;
      case 11 -> ItemState.ALREADY_ABSENT;
      case REJECTED -> ItemState.REJECTED;
      case 13 -> ItemState.REFUSED;
      case 14 -> ItemState.EXHAUSTED;
      case CANCELLED -> ItemState.CANCELLED;
      default -> throw new LedgerException("The ledger holds an unknown item state " + code + ".");
    };
  }

  /** The state of a request. */
  static RequestState requestState(int code) {
    return switch (code) {
      case REQUEST_RECEIVING -> RequestState.RECEIVING;
      case REQUEST_HELD -> RequestState.HELD;
      case REQUEST_OPEN -> RequestState.OPEN;
      case REQUEST_FINAL -> RequestState.FINAL;
      default ->
          throw new LedgerException("The ledger holds an unknown request state " + code + ".");
    };
  }

  /** The code of what a look comes to; 0 is what the index of the others leaves out. */
  static int of(CheckResult result) {
    return switch (result) {
      case CONFIRMED -> 0;
      case STILL_PRESENT -> 1;
      case UNVERIFIABLE -> 2;
      case REAPPEARED -> CHECK_REAPPEARED;
      case NO_LONGER_CONFIGURED -> 4;
    };
  }

  /** What a look comes to. */
  static CheckResult checkResult(int code) {
    return switch (code) {
      case 0 -> CheckResult.CONFIRMED;
      case 1 -> CheckResult.STILL_PRESENT;
      case 2 -> CheckResult.UNVERIFIABLE;
      case CHECK_REAPPEARED -> CheckResult.REAPPEARED;
      case 4 -> CheckResult.NO_LONGER_CONFIGURED;
      default -> throw new LedgerException("The ledger holds an unknown result " + code + ".");
    };
  }

  static int flags(DueItem.Progress progress) {
    return (progress.mayHaveRun() ? FLAG_MAY_HAVE_RUN : 0)
        | (progress.partial() ? FLAG_PARTIAL : 0);
  }
}
