package dev.gander.application.reply;

import static dev.gander.testkit.provider.ScriptedAnswer.calls;
import static dev.gander.testkit.provider.ScriptedAnswer.says;
import static dev.gander.testkit.provider.ScriptedAnswer.start;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.message.Role;
import dev.gander.domain.permission.GooseMode;
import dev.gander.domain.provider.ProviderRequest;
import dev.gander.domain.session.SessionId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a model is told besides the conversation, in the user's last message.
class TurnContextTest {
  private final World world = new World();

  @ParameterizedTest
  @CsvSource({"31999, false", "32000, true"})
  void aModelWithLittleContextIsToldNothing(int limit, boolean told) {
    world.contextLimit = limit;

    world.say(world.session(GooseMode.AUTO), "Hi");

    assertEquals(told, line("current-time", world.model.lastRequest()).isPresent());
  }

  /// The rule: from half of its rounds on, a model is told how many are left.
  @Test
  void theBudgetIsToldFromItsHalfOn() {
    world.settings.put("GOOSE_MAX_TURNS", Json.of(5));
    world.tools.tool("look", _ -> "seen");
    for (int i = 0; i < 4; i++) {
      world.model.answer(calls("c" + i, "look", JsonObject.EMPTY));
    }
    world.model.answer(says("done"));

    world.say(world.session(GooseMode.AUTO), "look around");

    assertEquals(
        List.of("", "", "3/5 used", "4/5 used", "5/5 used"),
        world.model.requests().stream()
            .map(request -> line("turn-budget", request).orElse(""))
            .toList());
  }

  /// The rule: from half of the way to a compaction on, a model is told how far it is.
  @ParameterizedTest
  @CsvSource({
    "39999, ''",
    "40000, 40k tokens until the conversation is summed up",
    "79500, 0k tokens until the conversation is summed up"
  })
  void theRoomThatIsLeftIsToldFromItsHalfOn(long used, String told) {
    world.contextLimit = 100_000;
    SessionId id = world.session(GooseMode.AUTO);
    world.model.answer(start("a").text("first").usage(used - 9, 9));
    world.say(id, "one");

    world.say(id, "two");

    assertEquals(told, line("compaction", world.model.lastRequest()).orElse(""));
  }

  @Test
  void withoutCompactionThereIsNoEndToTell() {
    world.settings.put("GOOSE_AUTO_COMPACT_THRESHOLD", Json.of(0));
    world.contextLimit = 100_000;
    SessionId id = world.session(GooseMode.AUTO);
    world.model.answer(start("a").text("first").usage(90_000, 9));
    world.say(id, "one");

    world.say(id, "two");

    assertEquals(Optional.empty(), line("compaction", world.model.lastRequest()));
  }

  /// What a tag holds in the first block of the user's last words.
  private static Optional<String> line(String tag, ProviderRequest request) {
    Message last =
        request.messages().stream()
            .filter(message -> message.role() == Role.USER && !message.hasToolResponse())
            .reduce((_, later) -> later)
            .orElseThrow();
    String context = ((Content.Text) last.content().getFirst()).text();
    return context
        .lines()
        .filter(line -> line.startsWith("<" + tag + ">"))
        .map(line -> line.substring(tag.length() + 2, line.indexOf("</")))
        .findFirst();
  }
}
