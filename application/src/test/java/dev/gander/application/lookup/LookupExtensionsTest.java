package dev.gander.application.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.application.agent.Workbench;
import dev.gander.domain.extension.ExtensionConfig;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.message.Content;
import dev.gander.domain.message.Message;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.source.Source;
import dev.gander.domain.tool.ToolResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LookupExtensionsTest {
  private static final Path SKILLS = Path.of("/work/.agents/skills");
  private final Workbench bench = new Workbench();

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void theModelIsToldOfTheSkillsThatThereAreNow() throws Exception {
    SessionId id = bench.session(platform("skills")).id();
    assertFalse(instructions(id).contains("•"));

    skill("tidy", "Tidies\n  up", "Tidy.");
    skill("bake", "", "Bake.");

    assertTrue(instructions(id).endsWith("• bake - \n• tidy - Tidies up\n"), instructions(id));
    assertEquals(
        List.of("load_skill"),
        bench.agents.get(id).extensions().tools().stream().map(it -> it.name()).toList());
  }

  @Test
  void manyAndLongDescriptionsAreCut() throws Exception {
    SessionId id = bench.session(platform("skills")).id();
    skill("a", "🦆".repeat(1_025), "");
    for (int i = 100; i < 140; i++) {
      skill("s" + i, "x".repeat(1_000), "");
    }

    String told = instructions(id);

    assertTrue(told.contains("• a - " + "🦆".repeat(1_024) + "…\n"));
    assertTrue(told.length() < 33_000, () -> "length " + told.length());
    assertTrue(told.endsWith("… and 10 more, which have no room here\n"));
  }

  @Test
  void aSkillIsLoadedWithWhatTheUserSaid() throws Exception {
    SessionId id = bench.session(platform("skills")).id();
    bench.sources.put(
        source("tidy", "Tidies up", "Tidy the $room ($ARGUMENTS)."),
        List.of("room"),
        Map.of("ref/list.md", "Bed, floor."));

    assertEquals(
        """
        # Loaded Skill: tidy (skill)

        Tidies up

        ## Content

        Tidy the kitchen (kitchen now).

        ## Supporting Files

        They are in /work/.agents/skills/tidy. Load one when the text above calls for it:

        - ref/list.md → load_skill(name: "tidy/ref/list.md")""",
        load(id, "tidy", "kitchen now"));
    assertEquals("# Loaded: tidy/ref/list.md\n\nBed, floor.", load(id, "tidy/ref/list.md", ""));
  }

  /// A text with a dollar sign in it may be a script.
  @Test
  void withoutArgumentsASkillIsLoadedAsItIs() throws Exception {
    SessionId id = bench.session(platform("skills")).id();
    skill("cut", "", "Run awk '{print $1}'.");

    assertTrue(
        bench
            .callTool
            .call(id, "load_skill", JsonObject.of("name", Json.of("cut")))
            .joinedText()
            .endsWith("Run awk '{print $1}'."));
  }

  @Test
  void whatCannotBeLoadedIsTold() throws Exception {
    SessionId id = bench.session(platform("skills")).id();
    for (String name : List.of("tidy", "tidy-room", "untidy", "tidy-house", "bake")) {
      skill(name, "", "Use $1.");
    }

    assertEquals("Error: Skill 'Tidy' not found.", load(id, "Tidy", ""));
    assertEquals(
        "Error: Skill 'tidy-' not found. Similar names: tidy, tidy-room, tidy-house.",
        load(id, "tidy-", ""));
    assertEquals("Error: The skill has no file 'x'", load(id, "tidy/x", ""));
    assertEquals("Error: Missing required parameter: name", load(id, " ", ""));
    assertEquals("Error: has a quote that is not closed", load(id, "tidy", "it's"));
  }

  @Test
  void whatWasSaidInOtherSessionsIsFound() throws Exception {
    SessionId own = bench.session(platform("chatrecall")).id();
    say(own, "a duck");
    SessionId other = bench.session().id();
    say(other, "no bird");
    say(other, "x".repeat(5_000) + "🦆 a DUCK" + "y".repeat(5_000));

    String found = recall(own, "query", "duck");

    assertTrue(
        found.startsWith("Found in 1 session(s):\n\nSession: New Chat (ID: " + other), found);
    assertTrue(found.contains("Messages in all: 2\n[user] …xxx"), found);
    assertTrue(found.contains("🦆 a DUCKyyy") && found.endsWith("yyy…"), found);
    assertEquals("No results found for query: 'goose'", recall(own, "query", "goose"));
  }

  @Test
  void aSearchIsBoundedByTimeAndNumber() throws Exception {
    SessionId own = bench.session(platform("chatrecall")).id();
    for (int i = 0; i < 3; i++) {
      say(bench.session().id(), "a duck");
      bench.clock.advance(Duration.ofDays(1));
    }

    JsonObject query = JsonObject.of("query", Json.of("duck"));
    assertTrue(recall(own, query).startsWith("Found in 3 "));
    assertTrue(recall(own, query.with("limit", Json.of(2))).startsWith("Found in 2 "));
    assertTrue(recall(own, query.with("limit", Json.of(-1))).startsWith("Found in 3 "));
    assertTrue(recall(own, query.with("limit", Json.of(0))).startsWith("No results"));
    JsonObject after = query.with("after_date", Json.of("2026-03-05T00:00:00+01:00"));
    assertTrue(recall(own, after).startsWith("Found in 2 "));
    JsonObject between = after.with("before_date", Json.of("2026-03-06T00:00:00Z"));
    assertTrue(recall(own, between).startsWith("Found in 1 "));
    assertTrue(recall(own, query.with("after_date", Json.of("soon"))).startsWith("Found in 3 "));
  }

  @Test
  void aSessionIsShownByItsEnds() throws Exception {
    SessionId own = bench.session(platform("chatrecall")).id();
    SessionId other = bench.session().id();
    for (int i = 1; i <= 3; i++) {
      say(other, "message " + i);
    }
    assertTrue(
        recall(own, "session_id", other.value())
            .endsWith(
                "First messages:\n\n[user] message 1\n\n[user] message 2\n\n[user] message 3"));

    say(other, "message 4");

    assertTrue(
        recall(own, "session_id", other.value())
            .endsWith(
                "Last messages:\n\n[user] message 2\n\n[user] message 3\n\n[user] message 4"));
    assertEquals("Error: Session '1_1' not found", recall(own, "session_id", "1_1"));
    assertEquals(
        "Error: Missing required parameter: query or session_id", recall(own, "query", " "));
  }

  private void say(SessionId id, String text) {
    long now = bench.clock.instant().getEpochSecond();
    bench.conversations.append(id, List.of(Message.user(null, now, new Content.Text(text))));
  }

  private String recall(SessionId id, String name, String value) throws InterruptedException {
    return recall(id, JsonObject.of(name, Json.of(value)));
  }

  private String recall(SessionId id, JsonObject arguments) throws InterruptedException {
    return bench.callTool.call(id, "chatrecall__chatrecall", arguments).joinedText();
  }

  private String load(SessionId id, String name, String line) throws InterruptedException {
    JsonObject arguments = JsonObject.of("name", Json.of(name)).with("args", Json.of(line));
    ToolResult result = bench.callTool.call(id, "load_skill", arguments);
    assertEquals(result.joinedText().startsWith("Error: "), result.failed());
    return result.joinedText();
  }

  private String instructions(SessionId id) throws InterruptedException {
    return bench.agents.get(id).extensions().instructions().getFirst().instructions();
  }

  private void skill(String name, String description, String text) {
    bench.sources.put(source(name, description, text));
  }

  private static Source source(String name, String description, String text) {
    Path file = SKILLS.resolve(name).resolve("SKILL.md");
    return new Source(Source.Kind.SKILL, name, description, text, file);
  }

  private static ExtensionConfig platform(String name) {
    return new ExtensionConfig.Platform(name, "", null, null, List.of(), JsonObject.EMPTY);
  }
}
