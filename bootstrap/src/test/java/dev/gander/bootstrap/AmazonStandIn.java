package dev.gander.bootstrap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Bedrock and the sign-in portal on a free port of this machine. Bedrock believes nobody: it works
/// the signature of each request out anew, from what arrived and the secret that it knows, and
/// answers 403 if it is another one.
final class AmazonStandIn implements AutoCloseable {
  private final HttpServer server;
  private final String secret;
  private final List<String> seen = new CopyOnWriteArrayList<>();

  AmazonStandIn(String secret) throws IOException {
    this.secret = secret;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/model/", this::converse);
    server.createContext("/federation/credentials", this::roleKeys);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /// What was asked: `METHOD path KEY-ID` and whether the signature was right.
  List<String> seen() {
    return seen;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void converse(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String authorization = exchange.getRequestHeaders().getFirst("authorization");
    String right = authorization.startsWith("Bearer ") ? authorization : signed(exchange, body);
    boolean isRight = right.equals(authorization);
    seen.add(exchange.getRequestURI().getRawPath() + (isRight ? " right" : " WRONG"));
    byte[] answer = isRight ? answer() : "{\"message\":\"wrong signature\"}".getBytes(UTF_8);
    exchange.getResponseHeaders().add("content-type", "application/vnd.amazon.eventstream");
    exchange.sendResponseHeaders(isRight ? 200 : 403, answer.length);
    try (var out = exchange.getResponseBody()) {
      out.write(answer);
    }
  }

  private void roleKeys(HttpExchange exchange) throws IOException {
    seen.add(
        exchange.getRequestURI()
            + " "
            + exchange.getRequestHeaders().getFirst("x-amz-sso_bearer_token"));
    long expiration = System.currentTimeMillis() + 3_600_000;
    byte[] answer =
        """
        {"roleCredentials":{"accessKeyId":"ROLE","secretAccessKey":"%s","sessionToken":"st",
          "expiration":%d}}"""
            .formatted(secret, expiration)
            .getBytes(UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    try (var out = exchange.getResponseBody()) {
      out.write(answer);
    }
  }

  private static final java.nio.charset.Charset UTF_8 = StandardCharsets.UTF_8;

  private static byte[] answer() throws IOException {
    var all = new ByteArrayOutputStream();
    all.writeBytes(event("messageStart", "{\"role\":\"assistant\"}"));
    all.writeBytes(
        event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"grüß \"}}"));
    all.writeBytes(
        event("contentBlockDelta", "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"dich\"}}"));
    all.writeBytes(event("messageStop", "{\"stopReason\":\"end_turn\"}"));
    all.writeBytes(
        event("metadata", "{\"usage\":{\"inputTokens\":7,\"outputTokens\":2,\"totalTokens\":9}}"));
    return all.toByteArray();
  }

  private static byte[] event(String type, String payload) throws IOException {
    var headers = new ByteArrayOutputStream();
    header(headers, ":message-type", "event");
    header(headers, ":event-type", type);
    byte[] content = payload.getBytes(UTF_8);
    var message = new ByteArrayOutputStream();
    var out = new DataOutputStream(message);
    out.writeInt(16 + headers.size() + content.length);
    out.writeInt(headers.size());
    out.writeInt(checksum(message.toByteArray()));
    out.write(headers.toByteArray());
    out.write(content);
    out.writeInt(checksum(message.toByteArray()));
    return message.toByteArray();
  }

  private static void header(ByteArrayOutputStream to, String name, String value)
      throws IOException {
    var out = new DataOutputStream(to);
    out.writeByte(name.length());
    out.writeBytes(name);
    out.writeByte(7);
    out.writeShort(value.length());
    out.writeBytes(value);
  }

  private static int checksum(byte[] bytes) {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    return (int) sum.getValue();
  }

  /// The header `authorization` as it has to be: signature version 4, from Amazon's description.
  private String signed(HttpExchange exchange, byte[] body) {
    String given = exchange.getRequestHeaders().getFirst("authorization");
    String names = between(given, "SignedHeaders=", ",");
    String id = between(given, "Credential=", "/");
    String scope = between(given, "Credential=" + id + "/", ",");
    String date = exchange.getRequestHeaders().getFirst("x-amz-date");
    String headers =
        Arrays.stream(names.split(";"))
            .map(name -> name + ":" + exchange.getRequestHeaders().getFirst(name) + "\n")
            .collect(Collectors.joining());
    String canonical =
        String.join(
            "\n",
            exchange.getRequestMethod(),
            encodedAgain(exchange.getRequestURI()),
            "",
            headers,
            names,
            hex(hash(body)));
    String toSign =
        String.join("\n", "AWS4-HMAC-SHA256", date, scope, hex(hash(canonical.getBytes(UTF_8))));
    byte[] key = ("AWS4" + secret).getBytes(UTF_8);
    for (String part : scope.split("/")) {
      key = hmac(key, part);
    }
    return "AWS4-HMAC-SHA256 Credential=%s/%s, SignedHeaders=%s, Signature=%s"
        .formatted(id, scope, names, hex(hmac(key, toSign)));
  }

  /// Each segment of the path once more, as all services but S3 want it.
  private static String encodedAgain(URI address) {
    return Arrays.stream(address.getRawPath().split("/", -1))
        .map(segment -> URLEncoder.encode(segment, UTF_8).replace("+", "%20"))
        .collect(Collectors.joining("/"));
  }

  private static String between(String text, String begin, String end) {
    int from = text.indexOf(begin) + begin.length();
    return text.substring(from, text.indexOf(end, from));
  }

  private static byte[] hash(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
