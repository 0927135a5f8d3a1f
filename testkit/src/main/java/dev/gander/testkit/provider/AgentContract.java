package dev.gander.testkit.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Action;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.MessageMetadata;
import dev.gander.domain.permission.ConfirmationAction;
import dev.gander.domain.provider.Delta;
import dev.gander.domain.provider.Provider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.ProviderStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The contract of providers that are themselves agents, and of those that ask the user; all others
/// must do neither. A part of [ProviderContract].
public interface AgentContract extends CapabilityContract {
  /// Whether it is itself an agent, which runs the calls of its model itself. Its request then has
  /// a workContext that requires it to ask.
  default boolean isAgent() {
    return false;
  }

  /// Whether it asks the user before it acts.
  default boolean asks() {
    return false;
  }

  /// A provider that first asks this question, and then answers `allowed` or `denied`; only for
  /// providers that ask.
  default Provider asking(Action.ToolConfirmation question) throws Exception {
    throw new UnsupportedOperationException("it does not ask " + question.id());
  }

  @Test
  default void anAgentLeavesNoCallToUs() throws Exception {
    assertEquals(isAgent(), provider(List.of()).isAgent());
    assumeTrue(isAgent());
    List<Delta> deltas =
        play(
            ScriptedAnswer.start("a1")
                .text("Look")
                .call("t1", "shell", JsonObject.EMPTY)
                .usage(1, 1));
    assertTrue(
        ProviderContract.messages(deltas).stream()
            .flatMap(message -> message.toolRequests().stream())
            .allMatch(Content.ToolRequest::isDispatchedExternally));
  }

  @Test
  default void whatTheUserAllowsIsDone() throws Exception {
    assumeTrue(asks());
    assertEquals("allowed", answered(request(), ConfirmationAction.ALLOW_ONCE));
  }

  @Test
  default void whatTheUserDeclinesIsNotDone() throws Exception {
    assumeTrue(asks());
    assertEquals("denied", answered(request(), ConfirmationAction.DENY_ONCE));
    assertEquals("denied", answered(request(), ConfirmationAction.CANCEL));
  }

  @Test
  default void besideAConversationNothingIsAskedNorDone() throws Exception {
    assumeTrue(asks());
    ProviderRequest aside =
        new ProviderRequest(
            request().model(), "", "You are a test.", request().messages(), List.of());
    try (Provider provider = asking(question());
        ProviderStream stream = provider.stream(aside)) {
      List<Delta> deltas = ProviderContract.drain(stream);
      assertEquals("denied", ProviderContract.text(ProviderContract.messages(deltas)));
      assertTrue(deltas.stream().allMatch(delta -> delta.question().isEmpty()));
    }
  }

  @Test
  default void anAnswerThatNobodyAskedForIsRefused() throws Exception {
    try (ProviderStream stream = provider(List.of(ScriptedAnswer.says("ok"))).stream(request())) {
      assertThrows(
          IllegalStateException.class,
          () -> stream.answer("nothing", ConfirmationAction.ALLOW_ONCE));
    }
  }

  private String answered(ProviderRequest request, ConfirmationAction answer) throws Exception {
    Action.ToolConfirmation question = question();
    try (Provider provider = asking(question);
        ProviderStream stream = provider.stream(request)) {
      Delta asked = stream.next().orElseThrow();
      while (asked.question().isEmpty()) {
        asked = stream.next().orElseThrow();
      }
      assertEquals(Optional.of(question), asked.question());
      assertEquals(MessageMetadata.USER_ONLY, Objects.requireNonNull(asked.message()).metadata());
      stream.answer(question.id(), answer);
      return ProviderContract.text(ProviderContract.messages(ProviderContract.drain(stream)));
    }
  }

  private static Action.ToolConfirmation question() {
    JsonObject arguments = JsonObject.of("command", Json.of("touch \"ü\""));
    return new Action.ToolConfirmation("q1", "Bash", arguments, null, JsonObject.EMPTY);
  }
}
