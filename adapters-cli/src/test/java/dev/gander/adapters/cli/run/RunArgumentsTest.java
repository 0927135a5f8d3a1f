package dev.gander.adapters.cli.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.domain.error.InvalidInput;
import dev.gander.json.jackson.JsonText;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

class RunArgumentsTest {
  static RunOptions parse(String... arguments) {
    RunArguments parsed = new RunArguments();
    new CommandLine(parsed).setCaseInsensitiveEnumValuesAllowed(true).parseArgs(arguments);
    return parsed.options();
  }

  @Test
  void aPromptIsEnough() {
    RunOptions options = parse("say hello");

    assertEquals("say hello", options.prompt());
    assertTrue(options.request().isEmpty());
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
            "--label",
            "zone=b",
            "--label=gpu",
            "--max-turns",
            "3",
            "--timeout=60",
            "--on-restart",
            "continue",
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
             "extensions":["developer","memory"],"labels":["zone=b","gpu"]}"""),
        options.request());
    assertEquals("report.yaml", options.recipeFile());
    assertEquals("-", options.prompt());
    assertEquals("once", options.idempotencyKey());
    assertTrue(options.isJson());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "-r f -p day | a parameter is NAME=VALUE, not 'day'",
        "-r f -p =x | a parameter is NAME=VALUE, not '=x'",
        "x --timeout -1 | the option '--timeout' needs a number, not '-1'",
        "-r f --recipe-id g | there is more than one recipe",
        "--recipe-id f --recipe-link g | there is more than one recipe",
        "--mode auto | a prompt or a recipe is missing"
      })
  void mistakesAreTold(String arguments, String problem) {
    InvalidInput mistake = assertThrows(InvalidInput.class, () -> parse(arguments.split(" ")));

    assertEquals(problem, mistake.text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--json x | '--json'",
        "-x | '-x'",
        "x --model | '--model'",
        "x --timeout soon | 'soon'",
        "x --output xml | 'xml'",
        "x y | 'y'",
        "-r f -r g | '--recipe'",
        "x --model a --model b | '--model'"
      })
  void whatCannotBeReadIsNamed(String arguments, String named) {
    ParameterException mistake =
        assertThrows(ParameterException.class, () -> parse(arguments.split(" ")));

    assertTrue(mistake.getMessage().contains(named), mistake.getMessage());
  }
}
