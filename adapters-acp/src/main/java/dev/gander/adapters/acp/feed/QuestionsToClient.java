package dev.gander.adapters.acp.feed;

import dev.gander.adapters.acp.client.ClientCapabilities;
import dev.gander.adapters.acp.rpc.PeerGone;
import dev.gander.adapters.acp.rpc.RpcAsk;
import dev.gander.adapters.acp.rpc.RpcPeer;
import dev.gander.adapters.acp.rpc.RpcRefused;
import dev.gander.adapters.acp.update.ToolTitle;
import dev.gander.application.api.UseCases;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.Admission;
import dev.gander.domain.turn.TurnRequest;
import dev.gander.domain.turn.UnknownQuestion;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The questions of a session's turns, put to one client. Whoever answers first counts, whatever
/// the transport; a client that leaves leaves its questions open. Thread-safe.
final class QuestionsToClient implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(QuestionsToClient.class.getName());

  private static final List<ConfirmationAction> OPTIONS =
      List.of(
          ConfirmationAction.ALWAYS_ALLOW,
          ConfirmationAction.ALLOW_ONCE,
          ConfirmationAction.DENY_ONCE,
          ConfirmationAction.ALWAYS_DENY);

  private final SessionId session;
  private final RpcPeer rpc;
  private final UseCases.Turns turns;
  private final boolean mayApprove;
  private final Supplier<ClientCapabilities> capabilities;
  private final Map<String, RpcAsk> open = new ConcurrentHashMap<>();

  QuestionsToClient(
      SessionId session,
      RpcPeer rpc,
      UseCases.Turns turns,
      boolean mayApprove,
      Supplier<ClientCapabilities> capabilities) {
    this.session = session;
    this.rpc = rpc;
    this.turns = turns;
    this.mayApprove = mayApprove;
    this.capabilities = capabilities;
  }

  /// Asks the client, unless the question has been answered meanwhile.
  ///
  /// @param isOwner whether the client prompted the turn: then nobody else can be asked instead
  void ask(Message message, Action action, boolean isOwner) {
    switch (action) {
      case Action.ToolConfirmation question -> {
        if (mayApprove && turns.confirm().isAwaited(session, question.id())) {
          ask(question);
        }
      }
      case Action.Elicitation question -> {
        if (turns.answer().isAwaited(session, question.id())) {
          ask(message, question, isOwner);
        }
      }
      case Action.ElicitationResponse _ -> {}
    }
  }

  private void ask(Action.ToolConfirmation question) {
    ask(
        question.id(),
        "session/request_permission",
        permission(question),
        answer -> decision(answer),
        ConfirmationAction.CANCEL,
        action -> turns.confirm().confirm(session, question.id(), action));
    turns.confirm().onceSettled(session, question.id(), () -> settled(question.id()));
  }

  private JsonObject permission(Action.ToolConfirmation question) {
    JsonObject.Builder call =
        JsonObject.builder()
            .put("toolCallId", question.id())
            .put("title", ToolTitle.plain(question.toolName()))
            .put("kind", "other")
            .put("status", "pending")
            .put("rawInput", question.arguments());
    if (question.prompt() != null) {
      JsonObject text =
          JsonObject.builder().put("type", "text").put("text", question.prompt()).build();
      JsonObject block = JsonObject.builder().put("type", "content").put("content", text).build();
      call.put("content", JsonArray.of(block));
    }
    return JsonObject.builder()
        .put("sessionId", session.value())
        .put("toolCall", call.build())
        .put("options", JsonArray.of(OPTIONS, QuestionsToClient::option))
        .build();
  }

  private static Json option(ConfirmationAction action) {
    String name = name(action);
    return JsonObject.builder().put("optionId", name).put("name", name).put("kind", name).build();
  }

  private static String name(ConfirmationAction action) {
    return switch (action) {
      case ALWAYS_ALLOW -> "allow_always";
      case ALLOW_ONCE -> "allow_once";
      case DENY_ONCE -> "reject_once";
      case ALWAYS_DENY -> "reject_always";
      case CANCEL -> "cancelled";
    };
  }

  /// Anything but one of the options declines this call.
  private static ConfirmationAction decision(JsonObject answer) {
    JsonObject outcome = answer.object("outcome").orElse(JsonObject.EMPTY);
    boolean isSelected = outcome.text("outcome").filter("selected"::equals).isPresent();
    String chosen = outcome.text("optionId").orElse("");
    return OPTIONS.stream()
        .filter(option -> isSelected && name(option).equals(chosen))
        .findFirst()
        .orElse(ConfirmationAction.CANCEL);
  }

  /// @param action `accept`, `decline` or `cancel`
  private record Reply(String action, JsonObject content) {
    static final Reply CANCEL = new Reply("cancel", JsonObject.EMPTY);

    static Reply read(JsonObject answer) {
      String action = answer.text("action").orElse("");
      return switch (action) {
        case "accept" -> new Reply(action, answer.object("content").orElse(JsonObject.EMPTY));
        case "decline" -> new Reply(action, JsonObject.EMPTY);
        default -> CANCEL;
      };
    }
  }

  private void ask(Message message, Action.Elicitation question, boolean isOwner) {
    boolean isForm =
        !(question.requestedSchema() instanceof JsonObject schema && schema.has("url"));
    if (capabilities.get().formElicitation() && isForm) {
      ask(
          question.id(),
          "elicitation/create",
          form(message, question),
          Reply::read,
          Reply.CANCEL,
          reply -> answer(question, reply));
      turns.answer().onceSettled(session, question.id(), () -> settled(question.id()));
    } else if (isOwner) {
      Thread.ofVirtual().name("acp-decline").start(() -> answer(question, Reply.CANCEL));
    }
  }

  private JsonObject form(Message message, Action.Elicitation question) {
    JsonObject.Builder goose = JsonObject.builder().put("created", message.created());
    if (message.id() != null) {
      goose.put("messageId", message.id());
    }
    return JsonObject.builder()
        .put("mode", "form")
        .put("sessionId", session.value())
        .put("message", question.message())
        .put("requestedSchema", question.requestedSchema())
        .put("_meta", JsonObject.of("goose", goose.build()))
        .build();
  }

  private void answer(Action.Elicitation question, Reply reply) {
    Content content =
        new Content.ActionRequired(
            new Action.ElicitationResponse(
                question.id(), reply.content(), reply.action(), JsonObject.EMPTY));
    Message message = turns.start().compose(List.of(content));
    try {
      turns
          .start()
          .start(
              "answer_" + question.id(), new TurnRequest(session, message, null), Admission.QUEUE);
    } catch (UnknownQuestion _) {
      LOG.log(Level.DEBUG, "session {0}: {1} was answered meanwhile", session, question.id());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// @param refusal what counts if the client answers with an error
  private <T> void ask(
      String id,
      String method,
      JsonObject params,
      Function<JsonObject, T> reading,
      T refusal,
      Consumer<T> answered) {
    RpcAsk asked = rpc.ask(method, params);
    RpcAsk before = open.put(id, asked);
    if (before != null) {
      before.withdraw();
    }
    Thread.ofVirtual()
        .name("acp-question")
        .start(
            () -> {
              try {
                answered.accept(read(asked, reading, refusal));
              } catch (PeerGone _) {
                LOG.log(Level.DEBUG, "session {0}: {1} stays open", session, id);
              } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
              } finally {
                open.remove(id, asked);
              }
            });
  }

  private static <T> T read(RpcAsk asked, Function<JsonObject, T> reading, T refusal)
      throws InterruptedException {
    try {
      return asked.await() instanceof JsonObject answer ? reading.apply(answer) : refusal;
    } catch (RpcRefused _) {
      return refusal;
    }
  }

  /// The question was answered, or is no longer asked: nobody waits for this client any more.
  void settled(String id) {
    RpcAsk asked = open.remove(id);
    if (asked != null) {
      asked.withdraw();
    }
  }

  /// Nobody waits for this client any more.
  @Override
  public void close() {
    open.values().forEach(RpcAsk::withdraw);
    open.clear();
  }
}
