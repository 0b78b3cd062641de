package dev.lethe.command;

import org.jspecify.annotations.Nullable;

/**
 * Who a command signs in as at a service.
 *
 * @param user the name, null with a token
 * @param secret the password, or the token
 */
record SignIn(@Nullable String user, String secret) {

  /** Without the secret, which would otherwise end in a log one day. */
  @Override
  public String toString() {
    return "SignIn[" + (user == null ? "token" : user) + "]";
  }
}
