package dev.lethe.flow;

import dev.lethe.vendor.Answer;
import dev.lethe.vendor.CallFailedException;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ExpressionEvaluationException;

/** Reads what a vendor route left, as the lane does. */
final class VendorAnswers {

  private VendorAnswers() {}

  static Answer of(Exchange reply) {
    return of(reply, List.of());
  }

  static Answer of(Exchange reply, List<String> sent) {
    Exception problem = reply.getException();
    if (problem instanceof CallFailedException failure) {
      return Answer.failed(failure);
    }
    if (problem instanceof ExpressionEvaluationException) {
      return Answer.failed(new CallFailedException("odd-reply"));
    }
    if (problem != null) {
      throw new IllegalStateException(problem);
    }
    try {
      Object body = reply.getMessage().getBody();
      return body instanceof Answer answer ? answer : Answer.read(body, sent);
    } catch (CallFailedException failure) {
      return Answer.failed(failure);
    }
  }
}
