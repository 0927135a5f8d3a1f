package dev.gander.domain.extension;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.gander.domain.extension.ExtensionConfig.Stdio;
import dev.gander.domain.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackageToCheckTest {
  @ParameterizedTest
  @CsvSource({
    "npx,          -y evil@1.0,             evil@1.0 (npm)",
    "/opt/bin/npx, evil,                    evil@<any> (npm)",
    "npx,          -y @scope/meh@latest,    @scope/meh@<any> (npm)",
    "npx,          @scope/meh,              @scope/meh@<any> (npm)",
    "npx,          @scope/meh@2,            @scope/meh@2 (npm)",
    "npx,          meh@,                    meh@<any> (npm)",
    "uvx,          --quiet evil==2.0 x,     evil@2.0 (PyPI)",
    "uvx,          evil>=2,                 evil>=2@<any> (PyPI)",
    "uvx,          --from x y,              x@<any> (PyPI)",
    "npx.cmd,      evil,                    none",
    "node,         evil,                    none",
    "npx,          -y,                      none",
  })
  void isThePackageThatTheCommandWouldRun(String cmd, String args, String expected) {
    String found = PackageToCheck.of(stdio(cmd, args)).map(Object::toString).orElse("none");
    assertEquals(expected, found);
  }

  private static Stdio stdio(String cmd, String args) {
    return new Stdio(
        "x",
        "",
        cmd,
        List.of(args.split(" ")),
        Map.of(),
        List.of(),
        null,
        null,
        null,
        List.of(),
        JsonObject.EMPTY);
  }
}
