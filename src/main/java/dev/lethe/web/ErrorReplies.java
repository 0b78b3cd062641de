package dev.lethe.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * What the server says of errors that were sent by their number; in place of Spring Boot's page.
 */
@Controller
public final class ErrorReplies implements ErrorController {
  private final Replies replies;

  /** Replies in that way. */
  public ErrorReplies(Replies replies) {
    this.replies = replies;
  }

  /** Tells the error that is under way; asked for by its address there is none. */
  @RequestMapping("/error")
  public void tell(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    replies.write(
        request,
        response,
        request.getDispatcherType() == DispatcherType.ERROR && status instanceof Integer number
            ? Reply.of(number)
            : Reply.notFound());
  }
}
