package dev.gander.provider.kit.service;

import dev.gander.domain.config.KnownSecrets;
import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderSettings;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.http.Connections;
import dev.gander.provider.kit.http.Redirect;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Sends the requests of one provider. Retries cover connecting and the status; once the body is
/// being read, a failure is final. An interrupt ends every wait. Any thread.
public final class ServiceClient {
  private final Connections connections;
  private final ProviderSettings settings;
  private final Endpoint endpoint;
  private final CallLimits limits;
  private final Retries retries;
  private final ClientEnvironment environment;
  private final @Nullable Bearer bearer;
  private final Manners manners;
  private final AnswerReader reader;
  private final KnownSecrets secrets;

  /// A request and its body, which a signature covers.
  private static final class Question {
    final HttpRequest.Builder request;
    final byte[] body;

    Question(HttpRequest.Builder request, byte[] body) {
      this.request = request;
      this.body = body;
    }
  }

  @FunctionalInterface
  private interface Asking<T> {
    T answer() throws InterruptedException;
  }

  public ServiceClient(
      Connections connections,
      ProviderSettings settings,
      Endpoint endpoint,
      CallLimits limits,
      Retries retries,
      ClientEnvironment environment) {
    this(connections, settings, endpoint, limits, retries, environment, null);
  }

  /// @param bearer null where the endpoint's headers say who is asking
  public ServiceClient(
      Connections connections,
      ProviderSettings settings,
      Endpoint endpoint,
      CallLimits limits,
      Retries retries,
      ClientEnvironment environment,
      @Nullable Bearer bearer) {
    this(connections, settings, endpoint, limits, retries, environment, bearer, Manners.USUAL);
  }

  private ServiceClient(
      Connections connections,
      ProviderSettings settings,
      Endpoint endpoint,
      CallLimits limits,
      Retries retries,
      ClientEnvironment environment,
      @Nullable Bearer bearer,
      Manners manners) {
    this.connections = connections;
    this.settings = settings;
    this.endpoint = endpoint;
    this.limits = limits;
    this.retries = retries;
    this.environment = environment;
    this.bearer = bearer;
    this.manners = manners;
    this.reader = new AnswerReader(endpoint.base(), limits);
    this.secrets = settings.knownSecrets();
    secrets.addAll(endpoint.secrets());
  }

  /// A client for a service with manners of its own.
  public ServiceClient with(Manners own) {
    return new ServiceClient(
        connections, settings, endpoint, limits, retries, environment, bearer, own);
  }

  /// A client with less patience.
  public ServiceClient within(Duration total) {
    CallLimits less = new CallLimits(total, total, limits.advice());
    return new ServiceClient(
        connections, settings, endpoint, less, retries, environment, bearer, manners);
  }

  public Endpoint endpoint() {
    return endpoint;
  }

  /// Posts a chat request and returns its answer while it comes in.
  ///
  /// @param body JSON as UTF-8
  /// @param sessionId sent as `agent-session-id`, unless it is empty
  public ServiceStream stream(
      String path,
      byte[] body,
      Map<String, String> extraHeaders,
      String sessionId,
      AnswerDecoder decoder,
      RequestLog.Entry log)
      throws InterruptedException {
    return logged(
        log,
        () -> {
          AnswerBody answer = retrying(post(path, body, extraHeaders, sessionId), decoder);
          return new ServiceStream(answer, decoder, log, limits);
        });
  }

  /// Posts a chat request to a service that cannot stream and waits for its whole answer, which the
  /// decoder gets as one chunk.
  public ProviderStream whole(
      String path,
      byte[] body,
      Map<String, String> extraHeaders,
      String sessionId,
      AnswerDecoder decoder,
      RequestLog.Entry log)
      throws InterruptedException {
    return logged(
        log,
        () -> {
          List<Delta> steps = new ArrayList<>();
          try (AnswerBody answer = retrying(post(path, body, extraHeaders, sessionId), null)) {
            decoder.accept(reader.json(endpoint.resolve(path), answer), steps::add);
          }
          decoder.end(steps::add);
          return new WholeStream(steps, log);
        });
  }

  /// Until there is an answer that closes the log, whatever goes wrong closes it.
  private static <T extends ProviderStream> T logged(RequestLog.Entry log, Asking<T> asking)
      throws InterruptedException {
    boolean answered = false;
    try {
      T answer = asking.answer();
      answered = true;
      return answer;
    } catch (ProviderException e) {
      log.failed(e);
      throw e;
    } finally {
      if (!answered) {
        log.close();
      }
    }
  }

  private Question post(
      String path, byte[] body, Map<String, String> extraHeaders, String sessionId) {
    HttpRequest.Builder request = request(path).header("content-type", "application/json");
    extraHeaders.forEach(request::setHeader);
    if (!sessionId.isEmpty()) {
      request.setHeader("agent-session-id", sessionId);
    }
    return new Question(request.POST(HttpRequest.BodyPublishers.ofByteArray(body)), body);
  }

  /// Gets a JSON object; not retried.
  public JsonObject get(String path) throws InterruptedException {
    Question question = new Question(request(path).GET(), new byte[0]);
    try (AnswerBody body = send(question, null)) {
      return reader.object(endpoint.resolve(path), body);
    }
  }

  /// Posts JSON and gets a JSON object; retried.
  ///
  /// @param body as UTF-8
  public JsonObject post(String path, byte[] body) throws InterruptedException {
    try (AnswerBody answer = retrying(post(path, body, Map.of(), ""), null)) {
      return reader.object(endpoint.resolve(path), answer);
    }
  }

  private HttpRequest.Builder request(String path) {
    URI address = endpoint.resolve(path);
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(limits.total());
    if ("http".equalsIgnoreCase(address.getScheme())) {
      // Without TLS the client would ask to upgrade to HTTP/2, which small local servers trip over.
      request.version(HttpClient.Version.HTTP_1_1);
    }
    request.setHeader("accept", "*/*");
    endpoint.headers().forEach(request::setHeader);
    return request;
  }

  /// @param decoder of the chunks that are expected; null for an answer that is a whole
  private AnswerBody retrying(Question question, @Nullable AnswerDecoder decoder)
      throws InterruptedException {
    List<ProviderException> failures = new ArrayList<>();
    while (true) {
      try {
        return send(question, decoder);
      } catch (ProviderException e) {
        failures.add(e);
        Optional<Duration> pause = retries.pause(failures, environment.random());
        if (pause.isEmpty()) {
          throw e;
        }
        environment.sleep(pause.get());
      }
    }
  }

  /// A token that is refused is renewed once: it may have been taken back before its end. The same
  /// token would be refused again.
  private AnswerBody send(Question question, @Nullable AnswerDecoder decoder)
      throws InterruptedException {
    if (bearer == null) {
      return send(signed(question), decoder);
    }
    String token = bearer.token();
    secrets.add(token);
    try {
      return send(withToken(question.request, token), decoder);
    } catch (ProviderException.Authentication e) {
      String other = bearer.insteadOf(token);
      if (other.equals(token)) {
        throw e;
      }
      secrets.add(other);
      return send(withToken(question.request, other), decoder);
    }
  }

  private HttpRequest signed(Question question) throws InterruptedException {
    HttpRequest.Builder request = question.request.copy();
    manners.signature().headers(request.build(), question.body).forEach(request::setHeader);
    return request.build();
  }

  private static HttpRequest withToken(HttpRequest.Builder builder, String token) {
    return builder.setHeader("authorization", "Bearer " + token).build();
  }

  private AnswerBody send(HttpRequest request, @Nullable AnswerDecoder decoder)
      throws InterruptedException {
    long end = System.nanoTime() + limits.total().toNanos();
    HttpResponse<AnswerBody> response = exchange(request, end);
    AnswerBody body = response.body();
    if (response.statusCode() / 100 == 2) {
      if (decoder != null) {
        requireChunks(response, decoder);
      }
      return body;
    }
    try (body) {
      throw manners
          .refusals()
          .read(
              response.statusCode(),
              request.uri(),
              secrets.hiddenIn(reader.error(body)),
              response.headers(),
              environment.clock());
    }
  }

  /// A gateway that cannot reach its service may say so in a page, and a service may tell of an
  /// error in JSON, with a status that says all is well. Who only calls chunks JSON is believed.
  private void requireChunks(HttpResponse<AnswerBody> response, AnswerDecoder decoder)
      throws InterruptedException {
    String type = response.headers().firstValue("content-type").orElse("").toLowerCase(Locale.ROOT);
    boolean json = type.startsWith("application/json") && reader.begins(response.body(), '{');
    if (json || type.startsWith("text/html")) {
      try (AnswerBody body = response.body()) {
        String text = secrets.hiddenIn(reader.error(body));
        throw json
            ? insteadOfChunks(text, response, decoder)
            : new ProviderException.RequestFailed(
                StatusErrors.place(response.uri()) + " answered with a page: is the address right?",
                null);
      }
    }
  }

  private ProviderException insteadOfChunks(
      String text, HttpResponse<AnswerBody> response, AnswerDecoder decoder) {
    JsonObject answer = AnswerReader.object(response.uri(), text);
    return decoder
        .insteadOfChunks(answer)
        .orElseGet(
            () ->
                StatusErrors.inBody(
                    answer, response.uri(), response.headers(), environment.clock()));
  }

  private HttpResponse<AnswerBody> exchange(HttpRequest request, long end)
      throws InterruptedException {
    HttpClient client = connections.client(settings);
    return Redirect.follow(request, asked -> exchange(client, asked, end), AnswerBody::close);
  }

  private HttpResponse<AnswerBody> exchange(HttpClient client, HttpRequest request, long end)
      throws InterruptedException {
    try {
      return client.send(request, _ -> new AnswerBody(end, limits.silence()));
    } catch (IOException e) {
      throw TransportErrors.of(e, request.uri(), limits);
    }
  }

  static Json parseChunk(String data) {
    try {
      return JsonText.parse(data);
    } catch (JsonSyntaxException e) {
      throw new ProviderException.NetworkError("Stream decode error: " + e.getMessage(), e);
    }
  }
}
