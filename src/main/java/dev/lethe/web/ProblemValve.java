package dev.lethe.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the server says of requests that reach no filter, such as those that are no HTTP: the same
 * as Lethe, where its own page would show what was sent. The server makes it by its class's name.
 */
public final class ProblemValve extends ErrorReportValve {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemValve.class);
  private static final int FIRST_ERROR = 400;
  private static final int FIRST_FAULT = 500;

  private final Replies replies = Replies.with(new ObjectMapper());

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < FIRST_ERROR || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      replies.write(
          request,
          response,
          // Below 500 it is what the parser says of the request.
          failure == null || status < FIRST_FAULT ? Reply.of(status) : Incidents.note(failure));
    } catch (IOException | IllegalStateException e) {
      LOG.debug("an error could not be told");
    }
  }
}
