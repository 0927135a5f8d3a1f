package dev.gander.adapters.acp.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.adapters.acp.GooseTalk;
import dev.gander.domain.json.Json;
import dev.gander.domain.json.JsonArray;
import dev.gander.domain.json.JsonObject;
import dev.gander.domain.session.AttachedRecipe;
import dev.gander.domain.session.SessionId;
import dev.gander.domain.source.Source;
import dev.gander.domain.source.Source.Kind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceMethodsTest {
  private final GooseTalk talk = new GooseTalk();

  @BeforeEach
  void write() {
    talk.backend.sources.put(
        new Source(
            Kind.SKILL, "greet", "How to greet", "Say hello.", Path.of("/work/s/greet/SKILL.md")),
        List.of(),
        Map.of("extra.txt", "x"));
    talk.backend.sources.put(
        new Source(Kind.SKILL, "mine", "", "Mine.", Path.of("/home/me/s/mine/SKILL.md")));
    talk.backend.sources.put(
        new Source(Kind.AGENT, "helper", "An agent", "You help.", Path.of("/work/helper.md")));
    talk.backend.sources.put(
        new Source(Kind.RECIPE, "cook", "Cooks", "Cook.", Path.of("/work/cook.yaml")));
  }

  @AfterEach
  void close() {
    talk.close();
  }

  @Test
  void skillsOfAProjectAndOfTheUserAreListed() throws InterruptedException {
    assertEquals(
        GooseTalk.json(
            """
            [{'type': 'skill', 'name': 'greet', 'description': 'How to greet',
              'content': 'Say hello.', 'path': '/work/s/greet', 'global': false,
              'writable': true, 'supportingFiles': ['/work/s/greet/extra.txt']},
             {'type': 'skill', 'name': 'mine', 'description': '', 'content': 'Mine.',
              'path': '/home/me/s/mine', 'global': true, 'writable': true}]\
            """),
        sources("{'type': 'skill', 'projectDir': '/work'}"));
    assertEquals(List.of("mine"), names(sources("{'projectDir': ' '}")));
    assertEquals(List.of("mine"), names(sources("{'type': 'skill', 'projectDir': '/work/none'}")));
    assertEquals(JsonArray.EMPTY, sources("{'type': 'builtinSkill'}"));
    assertEquals(
        "-32602: \"Source type 'recipe' is not supported for listing.\"",
        talk.error("sources/list", "{'type': 'recipe'}"));
  }

  private JsonArray sources(String params) throws InterruptedException {
    return talk.result("sources/list", params).array("sources").orElseThrow();
  }

  private static List<String> names(JsonArray items) {
    return items.items().stream()
        .map(item -> ((JsonObject) item).text("name").orElseThrow())
        .toList();
  }

  @Test
  void aSkillIsCreatedChangedPassedOnAndDeleted(@TempDir Path work) throws InterruptedException {
    String target = "'target': {'scope': 'projectDir', 'projectDir': '%s'}".formatted(work);
    String skill =
        "{'type': 'skill', 'name': 'tidy', 'description': 'Mine', 'content': 'Do it.', %s}"
            .formatted(target);
    String path =
        talk.result("sources/create", skill)
            .object("source")
            .flatMap(source -> source.text("path"))
            .orElseThrow();
    assertEquals(
        "-32602: \"A source named \\\"tidy\\\" already exists\"",
        talk.error("sources/create", skill));

    String moved =
        talk.result(
                "sources/update",
                """
                {'type': 'skill', 'path': '%s', 'name': 'clean', 'description': 'New',
                 'content': 'Do more.'}\
                """
                    .formatted(path))
            .object("source")
            .flatMap(source -> source.text("path"))
            .orElseThrow();
    JsonObject exported =
        talk.result("sources/export", "{'type': 'skill', 'path': '%s'}".formatted(moved));
    assertEquals(Json.of("clean.skill.json"), exported.get("filename"));
    Json data = Json.of(exported.text("json").orElseThrow());
    assertEquals(
        List.of("clean-imported"),
        names(
            talk.result("sources/import", "{'data': %s, %s}".formatted(data.compact(), target))
                .array("sources")
                .orElseThrow()));

    talk.done("sources/delete", "{'type': 'skill', 'path': '%s'}".formatted(moved));
    assertEquals(
        "-32602: \"Source \\\"%s\\\" not found\"".formatted(moved),
        talk.error("sources/delete", "{'type': 'skill', 'path': '%s'}".formatted(moved)));
    assertEquals(
        "-32602: \"Source type 'builtin skill' is not supported for mutation.\"",
        talk.error("sources/delete", "{'type': 'builtinSkill', 'path': 'builtin://skills/x'}"));
  }

  @Test
  void theMenuOfCommandsBeginsWithThoseThatAreBuiltIn() throws InterruptedException {
    JsonArray commands =
        talk.result("slash-commands/list", "{'cwd': '/work', 'sessionId': 'nope'}")
            .array("availableCommands")
            .orElseThrow();

    assertEquals("prompts", names(commands).getFirst());
    assertEquals(
        GooseTalk.json(
            "{'name': 'greet', 'description': 'How to greet', '_meta': {'commandType': 'Skill'}}"),
        commands.items().get(names(commands).indexOf("greet")));
    assertEquals(
        "-32002: \"Session not found: nope\"",
        talk.error("slash-commands/list", "{'sessionId': 'nope'}"));
  }

  @Test
  void subRecipesAreMentionedBeforeAllOthers() throws InterruptedException {
    SessionId id = talk.session().id();
    Json recipe =
        GooseTalk.json(
            """
            {'title': 'T', 'description': 'D', 'sub_recipes': [
              {'name': 'part', 'path': '/work/part.yaml', 'description': 'A part'},
              {'name': 'helper', 'path': '/work/h.yaml'}]}\
            """);
    talk.backend.sessions.update(id, details -> details.withRecipe(AttachedRecipe.of(recipe)));

    JsonArray agents = agents("{'sessionId': '%s'}".formatted(id));

    assertEquals(List.of("part", "helper", "cook"), names(agents));
    assertEquals(
        GooseTalk.json(
            """
            {'name': 'helper', 'description': '', 'sourceType': 'subrecipe',
             'sourcePath': '/work/h.yaml', 'mention': '@helper'}\
            """),
        agents.items().get(1));
    assertEquals(List.of("helper", "cook"), names(agents("{'cwd': '/work'}")));
    assertEquals(
        "-32602: \"Either cwd or sessionId is required\"",
        talk.error("agent-mentions/list", "{'cwd': ' '}"));
    assertEquals(
        "-32002: \"Session not found: nope\"",
        talk.error("agent-mentions/list", "{'cwd': '/work', 'sessionId': 'nope'}"));
  }

  private JsonArray agents(String params) throws InterruptedException {
    return talk.result("agent-mentions/list", params).array("agents").orElseThrow();
  }
}
