package dev.gander.connections;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.jspecify.annotations.Nullable;

/// Opens connections, through proxies and with TLS where they are due. Any thread.
///
/// @param patience how long one may take, with the lookup of its name and with TLS
record Dialer(SSLContext tls, ProxySelector proxies, Duration patience) {
  /// @param left how long the caller waits in any case
  /// @throws HttpConnectTimeoutException if it takes longer than the usual patience
  /// @throws HttpTimeoutException if the caller's time is over before
  /// @throws ConnectException if nobody accepts connections there, or the name has no address
  /// @throws ConnectionException if a proxy refuses
  Link dial(Place place, Duration left) throws IOException, InterruptedException {
    Attempt attempt = new Attempt(place);
    FutureTask<Link> link = new FutureTask<>(attempt);
    // A lookup of a name cannot be interrupted.
    Thread.ofVirtual().name("connect").start(link);
    boolean done = false;
    try {
      Link opened = link.get(shorter(left).toNanos(), TimeUnit.NANOSECONDS);
      done = true;
      return opened;
    } catch (TimeoutException e) {
      throw left.compareTo(patience) < 0
          ? new HttpTimeoutException("no connection in time")
          : new HttpConnectTimeoutException("no connection in time");
    } catch (ExecutionException e) {
      throw failure(e);
    } finally {
      if (!done) {
        attempt.abandon();
      }
    }
  }

  private Duration shorter(Duration left) {
    return left.compareTo(patience) < 0 ? left : patience;
  }

  private static IOException failure(ExecutionException failed) {
    return switch (failed.getCause()) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e);
      case null -> throw new IllegalStateException(failed);
    };
  }

  /// One connection on its way.
  private final class Attempt implements Callable<Link> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Place place;
    private @Nullable SocketChannel latest;
    private boolean isAbandoned;

    Attempt(Place place) {
      this.place = place;
    }

    /// Nobody waits for it any more.
    void abandon() {
      lock.lock();
      try {
        isAbandoned = true;
        if (latest != null) {
          latest.close();
        }
      } catch (IOException e) {
        // The system has given it up already.
      } finally {
        lock.unlock();
      }
    }

    @Override
    public Link call() throws IOException {
      InetSocketAddress proxy = proxy();
      SocketChannel channel =
          proxy == null
              ? connected(place.host(), place.port())
              : connected(proxy.getHostString(), proxy.getPort());
      try {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        return linked(channel, proxy);
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    }

    private @Nullable InetSocketAddress proxy() {
      URI address = URI.create((place.isSecure() ? "https://" : "http://") + place);
      Proxy first = proxies.select(address).getFirst();
      return first.type() == Proxy.Type.HTTP && first.address() instanceof InetSocketAddress http
          ? http
          : null;
    }

    /// A name may have several addresses, of which only one is listened at.
    private SocketChannel connected(String host, int port) throws IOException {
      ConnectException failure = new ConnectException();
      for (InetAddress address : addresses(host)) {
        SocketChannel channel = next();
        try {
          channel.connect(new InetSocketAddress(address, port));
          return channel;
        } catch (IOException | IllegalArgumentException e) {
          channel.close();
          failure.addSuppressed(e);
        }
      }
      throw failure;
    }

    private static InetAddress[] addresses(String host) throws ConnectException {
      try {
        return InetAddress.getAllByName(host);
      } catch (UnknownHostException e) {
        ConnectException failure = new ConnectException();
        failure.initCause(e);
        throw failure;
      }
    }

    private SocketChannel next() throws IOException {
      lock.lock();
      try {
        if (isAbandoned) {
          throw new ClosedChannelException();
        }
        latest = SocketChannel.open();
        return latest;
      } finally {
        lock.unlock();
      }
    }

    private Link linked(SocketChannel channel, @Nullable InetSocketAddress proxy)
        throws IOException {
      Link link = Link.over(channel, channel.socket(), proxy != null && !place.isSecure());
      if (!place.isSecure()) {
        return link;
      }
      if (proxy != null) {
        passThrough(link, proxy);
      }
      return Link.over(channel, secured(channel.socket()), false);
    }

    private void passThrough(Link link, InetSocketAddress proxy) throws IOException {
      Http1Wire wire = new Http1Wire(link);
      BasicClassicHttpRequest request =
          new BasicClassicHttpRequest("CONNECT", null, null, place.toString());
      request.addHeader("Host", place);
      wire.send(request, List.of());
      int status = wire.head().getCode();
      String refusal =
          "the proxy %s:%d does not connect to %s: status %d"
              .formatted(proxy.getHostString(), proxy.getPort(), place, status);
      switch (status / 100) {
        case 2 -> {}
        case 4 -> throw new ConnectionException(refusal, null);
        default -> throw new IOException(refusal);
      }
    }

    private Socket secured(Socket socket) throws IOException {
      SSLSocket secure =
          (SSLSocket) tls.getSocketFactory().createSocket(socket, place.host(), place.port(), true);
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      parameters.setApplicationProtocols(new String[] {"http/1.1"});
      secure.setSSLParameters(parameters);
      try {
        secure.startHandshake();
      } catch (SSLException e) {
        throw Link.below(e);
      }
      return secure;
    }
  }
}
