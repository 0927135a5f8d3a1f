package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.refused;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.ProviderException;
import dev.gander.domain.error.ProviderException.Authentication;
import dev.gander.domain.error.ProviderException.CreditsExhausted;
import dev.gander.domain.error.ProviderException.EndpointNotFound;
import dev.gander.domain.error.ProviderException.ExecutionError;
import dev.gander.domain.error.ProviderException.NetworkError;
import dev.gander.domain.error.ProviderException.RateLimited;
import dev.gander.domain.error.ProviderException.Refused;
import dev.gander.domain.error.ProviderException.RequestFailed;
import dev.gander.domain.error.ProviderException.ServerError;
import dev.gander.domain.error.ProviderException.Unsupported;
import dev.gander.domain.error.ProviderException.UsageError;
import dev.gander.domain.json.JsonNull;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.turn.TurnEvent;
import dev.gander.domain.turn.TurnEvent.MessageArrived;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What a user reads when the model fails. Nothing of it is stored.
class ProviderFailureTest {
  private static final String ANY = "Ran into this error: ";
  private static final String CUT_OFF =
      "The answer broke off before it was complete, so this call did not run.";

  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);

  /// What follows a call is held back until its result is there.
  @ParameterizedTest
  @MethodSource("breaks")
  void whatWasHeldBackIsShownWhenTheAnswerBreaksOff(ProviderException failure) {
    world.model.answer(
        start("a").call("c1", "echo", JsonObject.EMPTY).text("and more").fail(failure));

    List<String> events = World.outline(world.say(id, "Go"));

    assertEquals(
        List.of("assistant:call c1", "user:result c1 failed " + CUT_OFF, "assistant:and more"),
        events.subList(0, 3));
    assertEquals(
        List.of("user:Go", "assistant:and more", "assistant:call c1"),
        world.outline(id).subList(0, 3));
    assertTrue(world.tools.calls().isEmpty());
  }

  static Stream<ProviderException> breaks() {
    return Stream.of(
        new NetworkError("gone", null), new ProviderException.ContextLengthExceeded("too long"));
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new Authentication("no key"), ANY + "Authentication error: no key."),
        Arguments.of(new RateLimited("slow", null), ANY + "Rate limit exceeded: slow."),
        Arguments.of(new ServerError("oops", null), ANY + "Server error: oops."),
        Arguments.of(new ServerError("Go away.", null), ANY + "Server error: Go away."),
        Arguments.of(new ServerError("Why?", null), ANY + "Server error: Why?"),
        Arguments.of(new RequestFailed("bad", null), ANY + "Request failed: bad."),
        Arguments.of(new ExecutionError("odd", null), ANY + "Execution error: odd."),
        Arguments.of(new UsageError("nan"), ANY + "Usage data error: nan."),
        Arguments.of(new Unsupported("tools"), ANY + "Unsupported operation: tools."),
        Arguments.of(new EndpointNotFound("x"), ANY + "Endpoint not found (404): x."),
        Arguments.of(new NetworkError("gone", null), "Network error: gone"),
        Arguments.of(
            new Refused("not that", null), "The provider refused this request.\n\nnot that"),
        Arguments.of(
            new Refused("not that", "bio"),
            "The provider refused this request.\n\nnot that\n\nCategory: bio"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void theUserIsToldWhatWentWrongAndWhatToDo(ProviderException failure, String told) {
    world.model.offering();
    world.model.answer(refused(failure));

    List<TurnEvent> events = world.say(id, "Go");

    String text = ((MessageArrived) events.getFirst()).message().text();
    String advice = text.substring(text.lastIndexOf("\n\n"));
    assertEquals(told, text.substring(0, text.length() - advice.length()));
    assertTrue(advice.strip().startsWith("Please "), advice);
    assertEquals("finish", World.outline(events).get(1));
    assertEquals(2, events.size());
    assertEquals(List.of("user:Go"), world.outline(id));
  }

  @Test
  void whoKnowsNoPlaceToPayNamesNone() {
    world.model.answer(refused(new CreditsExhausted("empty", null)));

    Message told = ((MessageArrived) world.say(id, "Go").getFirst()).message();

    Content.SystemNotification notice = (Content.SystemNotification) told.content().getFirst();
    assertEquals(JsonObject.of("top_up_url", JsonNull.NULL), notice.data());
  }

  /// The list is a favour; that it fails too is not what the user has to hear about.
  @Test
  void aListOfModelsThatFailsIsLeftOut() {
    world.model.answer(refused(new RequestFailed("(404) no model 'x'", null)));
    world.model.listFails(new ServerError("down", null));

    assertTrue(
        World.outline(world.say(id, "Go"))
            .getFirst()
            .startsWith("assistant:" + ANY + "Request failed: (404) no model 'x'.\n\nPlease "));
  }
}
