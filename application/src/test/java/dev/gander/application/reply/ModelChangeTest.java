package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.application.model.ConfiguredModel;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.model.ModelConfig;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.ForwardingProvider;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.provider.Signer;
import dev.gander.domain.session.SessionId;
import dev.gander.testkit.provider.ScriptedProvider;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ModelChangeTest {
  private final World world = new World();
  private final SessionId id = world.session(GooseMode.AUTO);
  private final ScriptedProvider next = new ScriptedProvider();

  @Test
  void aChangeInTheMiddleOfATurnCountsFromTheNextRequestOn() {
    world.tools.tool("switch", _ -> change());
    world.model.answer(calls("c1", "switch", JsonObject.EMPTY));
    next.answer(says("from the other one"));

    List<String> seen = World.outline(world.say(id, "Go"));

    assertEquals(
        List.of(
            "assistant:call c1",
            "user:result c1 changed",
            "assistant:from the other one",
            "finish"),
        seen);
    assertEquals(1, world.model.requests().size());
    assertEquals("bard-x", next.lastRequest().model().modelName());
    assertEquals(3, next.lastRequest().messages().size());
  }

  @Test
  void signaturesOfTheOneBeforeDoNotReachTheNext() {
    world.tools.tool("switch", _ -> change());
    world.say(id, "Hello");
    world.model.answer(
        start("a").thinking("hm", "sig").call("c1", "switch", JsonObject.EMPTY).usage(10, 5));
    next.answer(start("b").thinking("so", "own").text("from the other one").usage(10, 5));
    next.answer(says("and again"));

    world.say(id, "Go");
    assertEquals(List.of(""), signatures(next.lastRequest()));

    world.say(id, "Again");
    assertEquals(List.of("", "own"), signatures(next.lastRequest()));
    assertEquals(List.of(Optional.of("scripted"), Optional.empty()), signers());
  }

  @Test
  void anAnswerThatEndsAfterTheChangeIsNotTakenForTheNextModels() throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch resume = new CountDownLatch(1);
    world.model.answer(
        start("a").thinking("hm", "sig").pause(reached, resume).text("Done.").usage(10, 5));
    World.RunningTurn turn = world.begin(id, "Go");
    reached.await();
    change();
    resume.countDown();
    turn.join();
    next.answer(says("Hello"));

    world.say(id, "Again");

    assertEquals(List.of(""), signatures(next.lastRequest()));
    assertEquals(List.of(Optional.of("scripted")), signers());
  }

  @Test
  void aLimitThatOnlyTheServiceKnowsCounts() throws Exception {
    class Telling implements ForwardingProvider {
      @Override
      public ScriptedProvider inner() {
        return next;
      }

      @Override
      public OptionalInt contextLimit(String model) {
        return OptionalInt.of(1000);
      }
    }
    world
        .agents
        .get(id)
        .useModel(new ConfiguredModel(new Telling(), ModelConfig.of("unknown"), null));
    next.answer(start("a").text("first").usage(900, 20));
    world.say(id, "one");
    next.answer(says("in short")).answer(says("second"));

    world.say(id, "two");

    assertEquals("in short", next.lastRequest().messages().getFirst().text());
  }

  private List<Optional<String>> signers() {
    return world.conversations.messages(id).stream()
        .filter(message -> !thoughts(message).isEmpty())
        .map(message -> message.metadata().signer())
        .toList();
  }

  private static List<String> signatures(ProviderRequest request) {
    return request.messages().stream().flatMap(it -> thoughts(it).stream()).toList();
  }

  private static List<String> thoughts(Message message) {
    return message.content().stream()
        .filter(Content.Thinking.class::isInstance)
        .map(block -> ((Content.Thinking) block).signature())
        .toList();
  }

  private String change() {
    try {
      var model =
          new ConfiguredModel(next, ModelConfig.of("bard-x"), null, null, new Signer("bard"));
      world.agents.get(id).useModel(model);
      // As UpdateProvider does with what is stored already.
      world.conversations.updateMetadata(id, new Signer("scripted")::noteFor);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return "changed";
  }
}
