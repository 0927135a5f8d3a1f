package dev.gander.adapters.http.acp;

import dev.gander.domain.error.GanderException;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.json.jackson.JsonSyntaxException;
import dev.gander.json.jackson.JsonText;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/// One client: takes its messages and sends the answers. Requests run side by side, so answers may
/// overtake each other; only `initialize` is answered before anything that follows it. Messages
/// come from one thread.
public final class AcpSocket {
  private static final System.Logger LOG = System.getLogger(AcpSocket.class.getName());

  /// How many requests of one client run at a time; further messages wait unread.
  private static final int SIDE_BY_SIDE = 64;

  private final AcpMethods methods;
  private final Consumer<String> client;
  private final Semaphore free = new Semaphore(SIDE_BY_SIDE);

  /// @param client receives one message without line breaks; called from any thread; messages to a
  ///   client that is gone are dropped
  public AcpSocket(AcpMethods methods, Consumer<String> client) {
    this.methods = methods;
    this.client = client;
  }

  /// Takes a message, a batch, or several messages, one per line.
  public void receive(String text) throws InterruptedException {
    Optional<Json> whole = parse(text);
    if (whole.isPresent()) {
      receive(whole.get());
    } else if (text.strip().lines().count() > 1) {
      for (String line : text.lines().filter(line -> !line.isBlank()).toList()) {
        receive(parse(line), line);
      }
    } else {
      receive(Optional.empty(), text);
    }
  }

  private void receive(Optional<Json> message, String text) throws InterruptedException {
    if (message.isPresent()) {
      receive(message.get());
    } else {
      send(failure(JsonNull.NULL, RpcError.unparseable(text)));
    }
  }

  private void receive(Json message) throws InterruptedException {
    if (message instanceof JsonArray batch && !batch.items().isEmpty()) {
      begin(() -> sendAll(batch.items()));
    } else if (isInitialize(message)) {
      answer(message).ifPresent(this::send);
    } else {
      begin(() -> answer(message).ifPresent(this::send));
    }
  }

  private static boolean isInitialize(Json message) {
    return message instanceof JsonObject object
        && object.text("method").filter("initialize"::equals).isPresent();
  }

  private interface Work {
    void run() throws InterruptedException;
  }

  private void begin(Work work) throws InterruptedException {
    free.acquire();
    Thread.ofVirtual()
        .name("acp")
        .start(
            () -> {
              try {
                work.run();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              } finally {
                free.release();
              }
            });
  }

  private void sendAll(List<Json> batch) throws InterruptedException {
    List<Json> answers = new ArrayList<>();
    for (Json message : batch) {
      answer(message).ifPresent(answers::add);
    }
    if (!answers.isEmpty()) {
      send(new JsonArray(answers));
    }
  }

  /// Empty if no answer is due. Ignores notifications and unexpected answers, as the protocol
  /// demands.
  private Optional<Json> answer(Json message) throws InterruptedException {
    try {
      return switch (RpcMessage.read(message)) {
        case RpcMessage.Request request -> Optional.of(answer(request));
        case RpcMessage.Notification _, RpcMessage.Response _ -> Optional.empty();
      };
    } catch (RpcError e) {
      return Optional.of(failure(JsonNull.NULL, e));
    }
  }

  /// The boundary: every failure of a method ends here and becomes an answer.
  private Json answer(RpcMessage.Request request) throws InterruptedException {
    try {
      AcpMethod method = methods.find(request.method()).orElseThrow(RpcError::unknownMethod);
      return success(request.id(), method.answer(params(request)));
    } catch (RpcError e) {
      return failure(request.id(), e);
    } catch (GanderException e) {
      LOG.log(Level.INFO, "{0}: {1}", request.method(), e.text());
      return failure(request.id(), RpcError.internal(e.text()));
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, request.method(), e);
      return failure(request.id(), RpcError.internal("Internal error"));
    }
  }

  private static JsonObject params(RpcMessage.Request request) {
    return switch (request.params()) {
      case JsonObject params -> params;
      case JsonNull _ -> JsonObject.EMPTY;
      default -> throw RpcError.invalidParams(JsonObject.EMPTY, "expected an object");
    };
  }

  private static Optional<Json> parse(String text) {
    try {
      return Optional.of(JsonText.parse(text));
    } catch (JsonSyntaxException _) {
      return Optional.empty();
    }
  }

  private static Json success(Json id, Json result) {
    return envelope(id).put("result", result).build();
  }

  private static Json failure(Json id, RpcError error) {
    return envelope(id).put("error", error.toJson()).build();
  }

  private static JsonObject.Builder envelope(Json id) {
    return JsonObject.builder().put("jsonrpc", "2.0").put("id", id);
  }

  private void send(Json message) {
    client.accept(JsonText.write(message));
  }
}
