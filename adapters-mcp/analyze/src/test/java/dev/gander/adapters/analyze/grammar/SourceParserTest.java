package dev.gander.adapters.analyze.grammar;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.analyze.source.CallSite;
import dev.gander.adapters.analyze.source.Definition;
import dev.gander.adapters.analyze.source.Import;
import dev.gander.adapters.analyze.source.Language;
import dev.gander.adapters.analyze.source.Outline;
import dev.gander.adapters.analyze.source.SourceBytes;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The grammars and our queries for them. Each language has a file of unkind examples, which ends
/// with a comment of what is expected to be found in it.
class SourceParserTest {
  private static final Grammars GRAMMARS = new Grammars();
  private static final SourceParser PARSER = new SourceParser(GRAMMARS, Duration.ofMinutes(1));

  @AfterAll
  static void close() {
    PARSER.close();
  }

  private static Outline outline(Language language, String text) {
    return outline(language, text.getBytes(UTF_8));
  }

  private static Outline outline(Language language, byte[] text) {
    return PARSER.outline(language, new SourceBytes(text)).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void findsWhatIsThereAndNothingElse(Language language) throws IOException {
    String text = example(language);
    int expected = text.indexOf("EXPECTED\n");
    Outline outline = outline(language, text.substring(0, expected));
    String found =
        section("classes", outline.classes().stream().map(Definition::signature))
            + section("functions", outline.functions().stream().map(Definition::signature))
            + section("imports", outline.imports().stream().map(Import::text))
            + section("calls", outline.calls().stream().map(SourceParserTest::call));
    assertEquals(text.substring(expected + "EXPECTED\n".length()).strip(), found.strip());
  }

  private static String section(String name, Stream<String> entries) {
    return entries.map(entry -> name + ": " + entry + "\n").collect(joining());
  }

  private static String call(CallSite call) {
    return (call.caller() == null ? "" : call.caller().path()) + " -> " + call.name();
  }

  private static String example(Language language) throws IOException {
    String name = language.label() + ".txt";
    try (InputStream file = SourceParserTest.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(file, name).readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void countsWhatItFinds(Language language) throws IOException {
    SourceBytes text = new SourceBytes(example(language).getBytes(UTF_8));
    assertEquals(
        PARSER.outline(language, text).map(Outline::counts), PARSER.counts(language, text));
  }

  @ParameterizedTest
  @EnumSource(Language.class)
  void survivesWhatIsNoSource(Language language) throws IOException {
    byte[] noise = new byte[5_000];
    new Random(language.label().hashCode()).nextBytes(noise);
    String example = example(language);
    outline(language, noise);
    outline(language, new byte[0]);
    outline(language, example.substring(0, example.length() / 2));
    outline(language, Arrays.copyOfRange(example.getBytes(UTF_8), 7, 100));
    outline(language, "\uFEFF" + example);
  }

  @Test
  void findsWhatFollowsBytesThatAreNotUtf8() {
    byte[] text = "/* gr?n ? */ class A { void run(String ? ) { go(); } }".getBytes(UTF_8);
    for (int at = 0; at < text.length; at++) {
      text[at] = text[at] == '?' ? (byte) 0xFC : text[at];
    }
    byte[] surrogate = "class B { String s = \"???\"; void go() {} }".getBytes(UTF_8);
    int at = new String(surrogate, UTF_8).indexOf('?');
    System.arraycopy(new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80}, 0, surrogate, at, 3);

    assertEquals("A", outline(Language.JAVA, text).classes().getFirst().name());
    assertEquals("B.go", outline(Language.JAVA, surrogate).functions().getFirst().path());
  }

  @Test
  void offsetsAreRightBehindLettersOfAnyLength() {
    Outline outline = outline(Language.JAVA, "// 🦆 größe\nclass Ä { void ö() { ü(\"\\0\0\"); } }");
    assertEquals("Ä.ö()", outline.functions().getFirst().signature());
    assertEquals("ü", outline.calls().getFirst().name());
  }

  @Test
  void aFileLargerThanAChunkIsReadWhole() {
    String text =
        IntStream.range(0, 2500)
            .mapToObj(i -> "class A%d { void run() { go(%d); } }\n".formatted(i, i))
            .collect(joining());
    assertTrue(text.length() > 80_000);
    Outline outline = outline(Language.JAVA, text);
    assertEquals(2500, outline.classes().size());
    assertEquals("A2499.run", outline.functions().getLast().path());
  }

  @Test
  void givesUpOnAFileThatTakesTooLong() {
    try (SourceParser impatient = new SourceParser(GRAMMARS, Duration.ofMillis(50))) {
      SourceBytes nested = new SourceBytes("(".repeat(20_000).getBytes(UTF_8));
      SourceBytes large = new SourceBytes("int a;\n".repeat(300_000).getBytes(UTF_8));
      assertTrue(impatient.counts(Language.JAVA, nested).isEmpty());
      assertTrue(impatient.counts(Language.JAVA, large).isEmpty());
      // The parser is fit for the next file.
      SourceBytes small = new SourceBytes("class A {}".getBytes(UTF_8));
      assertEquals(1, impatient.counts(Language.JAVA, small).orElseThrow().classes());
    }
  }
}
