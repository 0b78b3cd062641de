package dev.lethe.lane;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.concurrent.Future;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one HTTP call: whether anything of the request may have gone out, and whether it
 * was broken off because it lasted too long. A failure before the request went out is told as one
 * of the connection, whatever form it has: nothing can have run then.
 */
final class CallWatch {
  private volatile boolean sending;
  private volatile boolean expired;
  private volatile @Nullable Future<?> alarm;

  /** The call is to be broken off by this unless it ends before. */
  void alarm(Future<?> set) {
    alarm = set;
  }

  /** From now on the vendor may have read something of the request. */
  void sending() {
    sending = true;
  }

  /** The call lasted too long and is broken off now. */
  void expired() {
    expired = true;
  }

  /** The call is over, well or not. */
  void ended() {
    Future<?> set = alarm;
    if (set != null) {
      set.cancel(false);
    }
  }

  /** A failure of the call as what it means for the rows. */
  IOException explain(Exception problem) {
    if (expired) {
      return sending
          ? new SocketTimeoutException("the whole of a call took too long")
          : new ConnectException("connecting took too long");
    }
    if (sending) {
      return asIs(problem);
    }
    if (problem instanceof SSLHandshakeException || problem instanceof SSLPeerUnverifiedException) {
      return asIs(problem);
    }
    boolean speaksNoTls =
        problem instanceof SSLException && !(problem.getCause() instanceof SocketException);
    return speaksNoTls
        ? new SSLHandshakeException("no secure connection")
        : new ConnectException("no connection: " + problem.getClass().getName());
  }

  private static IOException asIs(Exception problem) {
    return problem instanceof IOException same
        ? same
        : new IOException("the call failed: " + problem.getClass().getName());
  }

  /** The entity of the reply, with the call ending where its last byte is read. */
  HttpEntity watched(HttpEntity entity) {
    return new HttpEntityWrapper(entity) {
      @Override
      public InputStream getContent() throws IOException {
        return new WatchedStream(super.getContent());
      }

      @Override
      public void close() throws IOException {
        ended();
        super.close();
      }
    };
  }

  private final class WatchedStream extends FilterInputStream {
    WatchedStream(InputStream in) {
      super(Objects.requireNonNull(in));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int read = read(one, 0, 1);
      return read < 0 ? read : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int most) throws IOException {
      try {
        int read = in.read(into, offset, most);
        if (read < 0) {
          ended();
        }
        return read;
      } catch (IOException | IllegalStateException e) {
        ended();
        throw explain(e);
      }
    }

    @Override
    public void close() throws IOException {
      ended();
      in.close();
    }
  }
}
