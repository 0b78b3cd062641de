package dev.lethe.operate;

import dev.lethe.ledger.Ledger;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Predicate;

/** A ledger whose process dies just before or just after a call; what was written stays. */
final class CrashingLedger {
  private CrashingLedger() {}

  /** The process has died. */
  static final class Death extends Error {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Dies at the first call of a method of the ledger's or of its parts.
   *
   * @param after whether the call is done before
   */
  static Ledger at(Ledger ledger, String method, boolean after) {
    return (Ledger) dying(ledger, Ledger.class, method::equals, after);
  }

  private static Object dying(Object real, Class<?> type, Predicate<String> method, boolean after) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, called, args) -> {
          boolean dies = method.test(called.getName());
          if (dies && !after) {
            throw new Death();
          }
          Object result;
          try {
            called.setAccessible(true);
            result = called.invoke(real, args);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
          if (dies) {
            throw new Death();
          }
          boolean part =
              called.getReturnType().isInterface()
                  && called.getReturnType().getPackageName().equals("dev.lethe.ledger");
          return part ? dying(result, called.getReturnType(), method, after) : result;
        });
  }
}
