package dev.lethe.api;

import dev.lethe.operate.OperationException;
import dev.lethe.operate.Operations;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Operations that answer what they are told to, and remember what they were asked. */
public final class StubOperations {
  private final Map<String, Object> answers = new ConcurrentHashMap<>();
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Operations operations =
      (Operations)
          Proxy.newProxyInstance(
              Operations.class.getClassLoader(),
              new Class<?>[] {Operations.class},
              (proxy, method, arguments) -> answer(method, arguments));

  /**
   * What was asked.
   *
   * @param method which
   * @param arguments a stream as a {@link Content} of up to 1 MB
   */
  public record Call(String method, List<Object> arguments) {}

  /** A file that was handed in: its length, and its begin with a byte in each character. */
  public record Content(long length, String begin) {}

  /** Itself. */
  public Operations operations() {
    return operations;
  }

  /** From now on a method returns that, or throws it. */
  public void answer(String method, Object answer) {
    answers.put(method, answer);
  }

  /** What a method returns. */
  Object answerOf(String method) {
    return Objects.requireNonNull(answers.get(method));
  }

  /** What was asked last. */
  public Call last() {
    return calls.get(calls.size() - 1);
  }

  /** How often something was asked. */
  public int count() {
    return calls.size();
  }

  private Object answer(Method method, Object @Nullable [] arguments) throws IOException {
    if (method.getDeclaringClass().equals(Object.class)) {
      return method.getName().equals("hashCode") ? 1 : "operations";
    }
    List<Object> seen = new ArrayList<>();
    for (Object argument : arguments == null ? new Object[0] : arguments) {
      seen.add(argument instanceof InputStream in ? content(in) : argument);
    }
    calls.add(new Call(method.getName(), seen));
    Object answer = answers.get(method.getName());
    if (answer instanceof OperationException refusal) {
      throw refusal;
    }
    if (answer == null) {
      throw new IllegalStateException("no answer for " + method.getName());
    }
    return answer;
  }

  private static Content content(InputStream in) throws IOException {
    byte[] begin = in.readNBytes(1 << 20);
    long length = begin.length + in.transferTo(OutputStream.nullOutputStream());
    return new Content(length, new String(begin, StandardCharsets.ISO_8859_1));
  }
}
