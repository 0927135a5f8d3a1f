package dev.gander.provider.kit.service;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.ProviderStream;
import dev.gander.provider.kit.ClientEnvironment;
import dev.gander.provider.kit.log.RequestLog;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Sends the requests of one provider and logs those to models. Retries cover connecting and the
/// status; once the body is being read, a failure is final. An interrupt ends every wait. Any
/// thread. Created by [ServiceClients#to].
public final class ServiceClient {
  private final RequestWriter writer;
  private final ServiceExchange exchange;
  private final RetryLoop retries;
  private final AnswerReader reader;
  private final RequestLog log;
  private final ServiceClientBuilder parts;

  ServiceClient(
      RequestWriter writer,
      ServiceExchange exchange,
      RetryLoop retries,
      AnswerReader reader,
      RequestLog log,
      ServiceClientBuilder parts) {
    this.writer = writer;
    this.exchange = exchange;
    this.retries = retries;
    this.reader = reader;
    this.log = log;
    this.parts = parts;
  }

  /// A client with a shorter time limit.
  public ServiceClient within(Duration total) {
    return parts.within(total).build();
  }

  /// The source of time and ids for decoders of answers.
  public ClientEnvironment environment() {
    return retries.environment();
  }

  /// The base of all paths; it distinguishes one service from another.
  public URI base() {
    return writer.endpoint().base();
  }

  /// Posts a chat request and returns its answer as it arrives.
  public ProviderStream stream(ServiceCall call, AnswerDecoder decoder)
      throws InterruptedException {
    return logged(
        call,
        entry -> {
          UnsentRequest request = writer.post(call);
          AnswerBody answer = retries.run(() -> exchange.send(request, decoder));
          return new ServiceStream(answer, decoder, entry);
        });
  }

  /// Posts a chat request to a service that cannot stream and waits for the complete answer, which
  /// the decoder gets as one chunk.
  public ProviderStream whole(ServiceCall call, AnswerDecoder decoder) throws InterruptedException {
    return logged(
        call,
        entry -> {
          List<Delta> steps = new ArrayList<>();
          try (AnswerBody answer = retrying(writer.post(call))) {
            decoder.accept(reader.json(writer.endpoint().resolve(call.path()), answer), steps::add);
          }
          decoder.end(steps::add);
          return new WholeStream(steps, entry);
        });
  }

  /// Gets a JSON object; not retried.
  public JsonObject get(String path) throws InterruptedException {
    try (AnswerBody body = exchange.send(writer.get(path), null)) {
      return reader.object(writer.endpoint().resolve(path), body);
    }
  }

  /// Posts JSON and gets a JSON object; retried.
  ///
  /// @param body as UTF-8
  public JsonObject post(String path, byte[] body) throws InterruptedException {
    return post(path, RequestWriter.JSON, body);
  }

  /// Posts anything and gets a JSON object; retried.
  ///
  /// @param type of the body
  public JsonObject post(String path, String type, byte[] body) throws InterruptedException {
    try (AnswerBody answer = retrying(writer.post(path, type, body))) {
      return reader.object(writer.endpoint().resolve(path), answer);
    }
  }

  private AnswerBody retrying(UnsentRequest request) throws InterruptedException {
    return retries.run(() -> exchange.send(request, null));
  }

  @FunctionalInterface
  private interface Answering {
    ProviderStream answer(RequestLog.Entry entry) throws InterruptedException;
  }

  /// Until there is an answer that closes the log, any failure closes it.
  private ProviderStream logged(ServiceCall call, Answering answering) throws InterruptedException {
    RequestLog.Entry entry = log.start(call.model(), call.body());
    boolean answered = false;
    try {
      ProviderStream answer = answering.answer(entry);
      answered = true;
      return answer;
    } catch (ProviderException e) {
      entry.failed(e);
      throw e;
    } finally {
      if (!answered) {
        entry.close();
      }
    }
  }
}
