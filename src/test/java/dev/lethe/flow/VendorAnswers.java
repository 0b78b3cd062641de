package dev.lethe.flow;

import dev.lethe.vendor.Answer;
import dev.lethe.vendor.CallFailedException;
import org.apache.camel.Exchange;
import org.apache.camel.ExpressionEvaluationException;

/** Reads what a vendor route left, as the lane does. */
final class VendorAnswers {

  private VendorAnswers() {}

  static Answer of(Exchange reply) {
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
      return Answer.read(reply.getMessage().getBody());
    } catch (CallFailedException failure) {
      return Answer.failed(failure);
    }
  }
}
