package dev.lethe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.lethe.api.ApiServer;
import dev.lethe.api.StubOperations;
import dev.lethe.api.StubOperations.Content;
import dev.lethe.ledger.ItemState;
import dev.lethe.operate.DeadLetterQuery;
import dev.lethe.operate.Decision;
import dev.lethe.operate.ItemQuery;
import dev.lethe.operate.OperationException;
import dev.lethe.operate.OperationException.Kind;
import dev.lethe.operate.Operations;
import dev.lethe.operate.PageQuery;
import dev.lethe.operate.RequestQuery;
import dev.lethe.operate.Submission;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Whatever is asked through {@link RemoteOperations} arrives as it was asked, and whatever is
 * answered comes back as it was answered: every method, over a real port.
 */
final class RoundTripPropertiesTest {
  private static final List<Method> METHODS =
      Arrays.stream(Operations.class.getMethods())
          .sorted(Comparator.comparing(Method::getName))
          .toList();

  private static final StubOperations STUB = new StubOperations();
  private static final ApiServer SERVER = ApiServer.start(STUB, Path.of("target", "round-trip"));
  private static final RemoteOperations REMOTE =
      new RemoteOperations(
          SERVER.address(),
          Credentials.basic(ApiServer.WHO, ApiServer.WHO),
          Duration.ofMinutes(1),
          Duration.ofMinutes(1));
  private static final Set<String> TRIED = new TreeSet<>();

  @AfterContainer
  static void every_method_was_tried() {
    SERVER.close();
    assertThat(TRIED).hasSize(METHODS.size());
  }

  /** A method, what it is asked with, and what it answers. */
  record Exchange(Method method, List<Object> arguments, Object answer) {}

  @Property(tries = 300)
  void what_is_asked_arrives_and_what_is_answered_comes_back(@ForAll("exchanges") Exchange one)
      throws ReflectiveOperationException {
    STUB.answer(one.method().getName(), one.answer());

    Object answer = one.method().invoke(REMOTE, streams(one.arguments()));

    TRIED.add(one.method().getName());
    assertThat(answer).isEqualTo(one.answer());
    assertThat(STUB.last().method()).isEqualTo(one.method().getName());
    assertThat(seen(STUB.last().arguments()))
        .isEqualTo(seen(one.arguments().stream().map(RoundTripPropertiesTest::signedIn).toList()));
  }

  @Property(tries = 60)
  void a_refusal_comes_back_as_it_was_said(
      @ForAll("exchanges") Exchange one, @ForAll Kind kind, @ForAll("sentences") String sentence) {
    STUB.answer(one.method().getName(), new OperationException(kind, sentence));

    Throwable refusal =
        catchThrowable(() -> one.method().invoke(REMOTE, streams(one.arguments()))).getCause();

    assertThat(refusal)
        .isInstanceOfSatisfying(
            OperationException.class, said -> assertThat(said.kind()).isEqualTo(kind))
        .hasMessage(sentence);
  }

  @Provide
  Arbitrary<String> sentences() {
    return Anything.text().map(text -> "Not now: " + text);
  }

  @Provide
  Arbitrary<Exchange> exchanges() {
    return Arbitraries.of(METHODS)
        .flatMap(
            method ->
                Combinators.combine(arguments(method), answers(method))
                    .as((arguments, answer) -> new Exchange(method, arguments, answer)));
  }

  private static Arbitrary<Object> answers(Method method) {
    return Anything.of(method.getGenericReturnType()).asGeneric();
  }

  private static Arbitrary<List<Object>> arguments(Method method) {
    List<Arbitrary<Object>> all = new ArrayList<>();
    Type[] types = method.getGenericParameterTypes();
    for (int i = 0; i < types.length; i++) {
      boolean receipt = method.getName().equals("verify");
      all.add((receipt ? some() : argument(method.getParameterTypes()[i])).asGeneric());
    }
    return Combinators.combine(all).as(values -> values);
  }

  /** What the API takes: not everything is a parameter that is taken for anything. */
  private static Arbitrary<?> argument(Class<?> type) {
    if (type.equals(String.class)) {
      return id();
    } else if (type.equals(InputStream.class)) {
      return Arbitraries.bytes().array(byte[].class).ofMaxSize(5000);
    } else if (type.equals(List.class)) {
      return Anything.text().list().ofMaxSize(3);
    } else if (type.equals(PageQuery.class)) {
      return pages();
    } else if (type.equals(Decision.class)) {
      return reasons().map(reason -> new Decision("not sent", reason));
    } else if (type.equals(RequestQuery.class)) {
      return Combinators.combine(Arbitraries.of("HELD", "OPEN").injectNull(0.3), pages())
          .as(RequestQuery::new);
    } else if (type.equals(ItemQuery.class)) {
      return Combinators.combine(
              id(),
              Arbitraries.of(ItemState.class).list().ofMaxSize(3),
              Arbitraries.of(true, false),
              pages())
          .as((id, states, reveal, page) -> new ItemQuery(id, states, reveal, "not sent", page));
    } else if (type.equals(DeadLetterQuery.class)) {
      return filters();
    } else if (type.equals(Submission.class)) {
      return submissions();
    }
    throw new IllegalArgumentException("no arguments of " + type);
  }

  private static Arbitrary<DeadLetterQuery> filters() {
    return Combinators.combine(
            some().injectNull(0.3),
            some().injectNull(0.3),
            Arbitraries.of(ItemState.class).filter(ItemState::isDeadLetter).injectNull(0.3),
            some().injectNull(0.3),
            Arbitraries.of(true, false),
            pages())
        .as(
            (request, vendor, outcome, code, reveal, page) ->
                new DeadLetterQuery(request, vendor, outcome, code, reveal, "not sent", page));
  }

  private static Arbitrary<Submission> submissions() {
    return Combinators.combine(
            id().map(id -> id + " \"名单\".csv"),
            some().injectNull(0.3),
            visible().injectNull(0.3),
            Anything.of(URI.class).map(URI.class::cast).injectNull(0.3))
        .as(
            (name, vendor, key, callback) ->
                new Submission(name, vendor, key, callback, "not sent"));
  }

  private static Arbitrary<PageQuery> pages() {
    return Combinators.combine(visible().injectNull(0.3), Arbitraries.integers().between(1, 1000))
        .as(PageQuery::new);
  }

  private static Arbitrary<String> some() {
    return Anything.text().filter(text -> !text.isEmpty());
  }

  private static Arbitrary<String> visible() {
    return Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(40);
  }

  private static Arbitrary<String> reasons() {
    return Anything.text().filter(text -> text.chars().noneMatch(Character::isISOControl));
  }

  private static Arbitrary<String> id() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .withChars("离职名单 -_.&=+#?王")
        .ofMinLength(1)
        .ofMaxLength(20)
        .map(text -> "r" + text + "1");
  }

  private static Object[] streams(List<Object> arguments) {
    return arguments.stream()
        .map(one -> one instanceof byte[] bytes ? new ByteArrayInputStream(bytes) : one)
        .toArray();
  }

  private static List<Object> seen(List<Object> arguments) {
    return arguments.stream()
        .map(
            one ->
                one instanceof Content content
                    ? content.begin().getBytes(StandardCharsets.ISO_8859_1)
                    : one)
        .map(one -> one instanceof byte[] bytes ? Arrays.hashCode(bytes) + "/" + bytes.length : one)
        .toList();
  }

  /** What arrives of an argument: the service knows itself who asks. */
  private static Object signedIn(Object argument) {
    if (argument instanceof Decision one) {
      return new Decision(ApiServer.WHO, one.reason());
    } else if (argument instanceof ItemQuery one) {
      return new ItemQuery(one.request(), one.states(), one.reveal(), ApiServer.WHO, one.page());
    } else if (argument instanceof Submission one) {
      return new Submission(one.name(), one.vendor(), one.key(), one.callback(), ApiServer.WHO);
    } else if (argument instanceof DeadLetterQuery one) {
      boolean replay = STUB.last().method().equals("replay");
      return new DeadLetterQuery(
          one.request(),
          one.vendor(),
          one.outcome(),
          one.code(),
          !replay && one.reveal(),
          ApiServer.WHO,
          replay ? new PageQuery(null, 1000) : one.page());
    }
    return argument;
  }
}
