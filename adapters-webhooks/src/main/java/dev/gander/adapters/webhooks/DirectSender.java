package dev.gander.adapters.webhooks;

import dev.gander.connections.ConnectionException;
import dev.gander.connections.Connections;
import dev.gander.connections.NetworkSettings;
import dev.gander.domain.webhook.WebhookAddress;
import dev.gander.domain.webhook.WebhookSecret;
import dev.gander.domain.webhook.WebhookSender;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/// Sends over connections of its own: to the very address that was found allowed, without proxies,
/// which would look the name up again. HTTP/1.1, one request for each connection, and no more than
/// the first line of the answer is read.
public final class DirectSender implements WebhookSender {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int MOST_PLACES = 2;
  private static final int LONGEST_LINE = 1024;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");

  private final Connections connections = new Connections();
  private final AllowedAddresses addresses;
  private final NetworkSettings network;
  private final Duration longest;

  /// @param network the user's certificates
  public DirectSender(NetworkSettings network) {
    this(network, InetAddress::getAllByName, LONGEST);
  }

  /// @param longest how long an attempt may take
  DirectSender(NetworkSettings network, AllowedAddresses.Names names, Duration longest) {
    this.addresses = new AllowedAddresses(names);
    this.network = network;
    this.longest = longest;
  }

  @Override
  public Answer send(Letter letter, List<WebhookSecret> secrets, Set<String> named)
      throws InterruptedException {
    WebhookAddress address = letter.address();
    try {
      List<InetAddress> allowed = addresses.of(address.host(), named);
      byte[] request = request(letter, Signature.of(letter, secrets));
      return attempt(address, allowed, request);
    } catch (UnknownHostException _) {
      return new Answer.Failure("There is no host " + address.host());
    } catch (AllowedAddresses.NotAllowed e) {
      return new Answer.Failure(String.valueOf(e.getMessage()));
    }
  }

  /// A thread of its own closes the connection when the time is over: time-outs of sockets begin
  /// anew with each byte.
  private Answer attempt(WebhookAddress address, List<InetAddress> places, byte[] request)
      throws InterruptedException {
    try (Socket plain = connected(address, places)) {
      Thread end = Thread.startVirtualThread(() -> closeLater(plain));
      try {
        Socket socket = address.isEncrypted() ? encrypted(plain, address) : plain;
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        return status(socket.getInputStream());
      } finally {
        end.interrupt();
      }
    } catch (IOException | ConnectionException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while sending");
      }
      return new Answer.Failure("No answer: " + e.getMessage());
    }
  }

  /// To the first of the addresses that answers.
  private static Socket connected(WebhookAddress address, List<InetAddress> places)
      throws IOException {
    IOException problem = new ConnectException("there is no address");
    for (InetAddress place : places.subList(0, Math.min(MOST_PLACES, places.size()))) {
      Socket socket = new Socket();
      try {
        socket.connect(
            new InetSocketAddress(place, address.port()), Math.toIntExact(CONNECT.toMillis()));
        return socket;
      } catch (IOException e) {
        socket.close();
        problem = e;
      }
    }
    throw problem;
  }

  private void closeLater(Socket socket) {
    try {
      Thread.sleep(longest);
      socket.close();
    } catch (InterruptedException | IOException _) {
      // It was fast enough, or is closed.
    }
  }

  private Socket encrypted(Socket plain, WebhookAddress address) throws IOException {
    SSLContext context = connections.client(network).sslContext();
    SSLSocket socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, address.host(), address.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    serverName(address.host()).ifPresent(name -> parameters.setServerNames(List.of(name)));
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  /// An address is not a name.
  private static Optional<SNIHostName> serverName(String host) {
    try {
      InetAddress.ofLiteral(host);
      return Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.of(new SNIHostName(host));
    }
  }

  private static byte[] request(Letter letter, String signature) {
    byte[] body = letter.body().getBytes(StandardCharsets.UTF_8);
    String path = letter.address().uri().getRawPath();
    String query = letter.address().uri().getRawQuery();
    String head =
        """
        POST %s%s HTTP/1.1
        Host: %s
        User-Agent: Gander
        Content-Type: application/json
        Content-Length: %d
        Connection: close
        webhook-id: %s
        webhook-timestamp: %d
        webhook-signature: %s

        """
            .formatted(
                path == null || path.isEmpty() ? "/" : path,
                query == null ? "" : "?" + query,
                letter.address().uri().getRawAuthority(),
                body.length,
                letter.id(),
                letter.now().getEpochSecond(),
                signature)
            .replace("\n", "\r\n");
    byte[] start = head.getBytes(StandardCharsets.US_ASCII);
    byte[] all = new byte[start.length + body.length];
    System.arraycopy(start, 0, all, 0, start.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    return all;
  }

  private static Answer status(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int letter = in.read(); letter >= 0 && letter != '\n'; letter = in.read()) {
      if (line.length() == LONGEST_LINE) {
        return new Answer.Failure("The answer is not HTTP");
      }
      line.append((char) letter);
    }
    Matcher status = STATUS.matcher(line.toString().stripTrailing());
    return status.matches()
        ? new Answer.Status(Integer.parseInt(status.group(1)))
        : new Answer.Failure(
            line.isEmpty() ? "The connection was closed" : "The answer is not HTTP");
  }
}
