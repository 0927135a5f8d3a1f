package dev.gander.bootstrap.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What `deploy` says of this program is true; whether the proxies do what they should is
/// [ClusterProofIT]'s.
class DeployFilesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> NODES = Set.of("gander-1", "gander-2", "gander-3");

  private static String read(String file) throws IOException {
    return Files.readString(ROOT.resolve("deploy").resolve(file));
  }

  private static List<String> all() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("deploy"))) {
      return files
          .filter(Files::isRegularFile)
          .map(ROOT.resolve("deploy")::relativize)
          .map(Path::toString)
          .toList();
    }
  }

  private static Set<String> matches(String text, String pattern) {
    return Pattern.compile(pattern, Pattern.MULTILINE)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void proxiesAndComposeNameTheSameNodes() throws IOException {
    assertEquals(NODES, matches(read("haproxy.cfg"), " (gander-\\d):8080"));
    assertEquals(NODES, matches(read("nginx.conf"), "server (gander-\\d):8080"));
    assertEquals(NODES, matches(read("compose.yaml"), "^  (gander-\\d):$"));
  }

  @Test
  void variablesAreSettings() throws IOException {
    String settings = Files.readString(ROOT.resolve("docs/settings.md"));
    Set<String> unknown = new TreeSet<>();
    for (String file : all()) {
      unknown.addAll(matches(read(file), "\\b((?:GANDER|GOOSE)_[A-Z_]+[A-Z])\\b"));
    }
    assertFalse(unknown.isEmpty());
    // The image of Compose is no setting of the program.
    unknown.remove("GANDER_IMAGE");
    unknown.removeIf(name -> settings.contains("`" + name + "`"));
    assertEquals(Set.of(), unknown);
  }

  @Test
  void addressesOfHealthAreServed() throws IOException {
    String served =
        Files.readString(ROOT.resolve("adapters-http/src/main/resources/META-INF/openapi.json"));
    Set<String> asked = new TreeSet<>();
    for (String file : all()) {
      asked.addAll(matches(read(file), "(/gander/v1/health/[a-z]+)"));
    }
    assertEquals(Set.of("/gander/v1/health/live", "/gander/v1/health/ready"), asked);
    asked.forEach(path -> assertTrue(served.contains("\"" + path + "\""), path));
  }

  @Test
  void versionsAreThisOne() throws IOException {
    // The first one of the file is the project's own.
    Matcher first =
        Pattern.compile("<version>([^<]+)</version>")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    assertTrue(first.find());
    String version = first.group(1);

    assertEquals(Set.of(version), matches(read("helm/gander/Chart.yaml"), "^appVersion: (.+)$"));
    assertEquals(Set.of(version), matches(read("compose.yaml"), "gander:([0-9.]+)"));
  }
}
