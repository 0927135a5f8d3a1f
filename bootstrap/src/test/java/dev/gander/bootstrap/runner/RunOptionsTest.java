package dev.gander.bootstrap.runner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.json.jackson.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunOptionsTest {
  private static RunOptions parse(String... arguments) {
    return RunOptions.parse(List.of(arguments));
  }

  @Test
  void aPromptIsEnough() {
    RunOptions options = parse("say hello");

    assertEquals("say hello", options.prompt());
    assertTrue(options.request().isEmpty());
    assertNull(options.server());
  }

  @Test
  void everythingCanBeSaid() {
    RunOptions options =
        parse(
            "-r",
            "report.yaml",
            "-p",
            "day=a=b",
            "--param=who=",
            "--provider",
            "p",
            "--model=m",
            "--mode",
            "auto",
            "-e",
            "developer",
            "--extension",
            "memory",
            "--folder",
            "/work",
            "--max-turns",
            "3",
            "--timeout=60",
            "--on-restart",
            "continue",
            "--server",
            "http://host",
            "--key",
            "k",
            "--idempotency-key",
            "once",
            "--output",
            "json",
            "-");

    assertEquals(
        JsonText.parse(
            """
            {"provider":"p","model":"m","mode":"auto","folder":"/work","on_restart":"continue",
             "parameters":{"day":"a=b","who":""},"limits":{"max_turns":3,"timeout":60},
             "extensions":["developer","memory"]}"""),
        options.request());
    assertEquals("report.yaml", options.recipeFile());
    assertEquals("-", options.prompt());
    assertEquals("http://host", options.server());
    assertEquals("k", options.key());
    assertEquals("once", options.idempotencyKey());
    assertTrue(options.isJson());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--json x | the option '--json' is not known here",
        "-x | the option '-x' is not known here",
        "x --model | the option '--model' needs a value",
        "x --timeout soon | the option '--timeout' needs a number, not 'soon'",
        "x --timeout -1 | the option '--timeout' needs a number, not '-1'",
        "x --output xml | the output is text or json, not 'xml'",
        "-r f -p day | a parameter is NAME=VALUE, not 'day'",
        "-r f -p =x | a parameter is NAME=VALUE, not '=x'",
        "x y | there is more than one prompt",
        "-r f -r g | there is more than one recipe",
        "-r f --recipe-id g | there is more than one recipe",
        "--recipe-id f --recipe-link g | there is more than one recipe",
        "x --model a --model b | there is more than one model",
        "--mode auto | a prompt or a recipe is missing"
      })
  void mistakesAreTold(String arguments, String problem) {
    InvalidInput mistake = assertThrows(InvalidInput.class, () -> parse(arguments.split(" ")));

    assertEquals(problem, mistake.text());
  }
}
