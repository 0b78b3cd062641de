package dev.lethe.lane;

import dev.lethe.ledger.Ledger;
import java.lang.reflect.Proxy;

/** A ledger for tests in which none may be used. */
final class LedgerStub {

  private LedgerStub() {}

  static Ledger unused() {
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (proxy, method, args) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
