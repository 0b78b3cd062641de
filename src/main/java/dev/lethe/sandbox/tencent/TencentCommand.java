package dev.lethe.sandbox.tencent;

import dev.lethe.sandbox.CallKind;
import java.util.Optional;

/**
 * The addresses that the simulated Tencent IM knows.
 *
 * <p>Sources: cloud.tencent.com/document/product/269/36443 (delete), 269/38417 (check), 269/1608
 * and 269/4919 (import).
 */
enum TencentCommand {
  ACCOUNT_DELETE("account_delete", CallKind.DELETE),
  ACCOUNT_CHECK("account_check", CallKind.VERIFY),
  ACCOUNT_IMPORT("account_import", CallKind.OTHER),
  MULTIACCOUNT_IMPORT("multiaccount_import", CallKind.OTHER);

  private final String path;
  private final CallKind kind;

  TencentCommand(String name, CallKind kind) {
    this.path = "/v4/im_open_login_svc/" + name;
    this.kind = kind;
  }

  CallKind kind() {
    return kind;
  }

  /** The command of a path, which is case-sensitive. */
  static Optional<TencentCommand> of(String path) {
    for (TencentCommand command : values()) {
      if (command.path.equals(path)) {
        return Optional.of(command);
      }
    }
    return Optional.empty();
  }
}
