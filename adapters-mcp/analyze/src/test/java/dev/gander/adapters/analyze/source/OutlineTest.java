package dev.gander.adapters.analyze.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.gander.adapters.analyze.source.Mark.Kind;
import dev.gander.adapters.analyze.source.Mark.Stretch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlineTest {
  private final List<Mark> marks = new ArrayList<>();

  private Outline outline(String text) {
    return Outline.of(Language.JAVA, new SourceBytes(text.getBytes(UTF_8)), marks);
  }

  private static Stretch part(String text, String of) {
    int start = text.indexOf(of);
    return new Stretch(start, start + of.length());
  }

  private void mark(Kind kind, String text, String whole, String name, String body) {
    Stretch bodyPart = body.isEmpty() ? Stretch.NONE : part(text, body);
    marks.add(new Mark(kind, part(text, whole), part(text, name), bodyPart, Stretch.NONE));
  }

  private static List<String> signatures(Outline outline) {
    return outline.definitions().stream().map(it -> it.line() + " " + it.signature()).toList();
  }

  @Test
  void namesLeadThroughAllThatIsAround() {
    String text = "class A {\n mod m {\n  void run(int x) {\n go(); } } }\nvoid top();\n";
    mark(Kind.CLASS, text, "class A {\n mod m {\n  void run(int x) {\n go(); } } }", "A", "{");
    mark(Kind.SCOPE, text, "mod m {\n  void run(int x) {\n go(); } }", "m", "");
    mark(Kind.FUNCTION, text, "void run(int x) {\n go(); }", "run", "{\n go");
    mark(Kind.CALL, text, "go", "go", "");
    mark(Kind.FUNCTION, text, "void top();", "top", "");
    Outline outline = outline(text);
    assertEquals(List.of("1 A", "3 A.m.run(int x)", "5 top()"), signatures(outline));
    assertEquals(new Counts(5, 2, 1), outline.counts());
    CallSite call = outline.calls().getFirst();
    assertEquals("go", call.name());
    assertEquals(4, call.line());
    assertEquals("A.m.run", call.caller().path());
  }

  @Test
  void aCallOutsideOfEverythingHasNoCallerAndOneInAClassHasTheClass() {
    String text = "start(); class A { x = init(); }";
    mark(Kind.CALL, text, "start", "start", "");
    mark(Kind.CLASS, text, "class A { x = init(); }", "A", "{");
    mark(Kind.CALL, text, "init", "init", "");
    Outline outline = outline(text);
    assertNull(outline.calls().get(0).caller());
    assertEquals("A", outline.calls().get(1).caller().path());
  }

  @Test
  void aDeclarationThatIsFoundTwiceCountsOnceWithAllThatIsKnown() {
    String text = "def run(a): pass";
    mark(Kind.FUNCTION, text, text, "run", "");
    mark(Kind.FUNCTION, text, text, "run", "pass");
    mark(Kind.FUNCTION, text, text, "run", "");
    Outline outline = outline(text);
    assertEquals(List.of("1 run(a)"), signatures(outline));
    assertEquals(new Counts(1, 1, 0), Counts.of(new SourceBytes(text.getBytes(UTF_8)), marks));
  }

  @Test
  void aFunctionMayNameItsOwner() {
    String text = "func (b *Box) Area() float64 {}";
    marks.add(
        new Mark(
            Kind.FUNCTION,
            new Stretch(0, text.length()),
            part(text, "Area"),
            part(text, "{}"),
            part(text, "Box")));
    assertEquals(List.of("1 Box.Area() float64"), signatures(outline(text)));
  }

  @Test
  void signaturesAndImportsAreOneLineOfModestLength() {
    String parameters = "(\n    int a,\n    int b" + ", int 🦆".repeat(200) + ")";
    String text = "import {\n  a,\n  b\n} from 'm';\nvoid run" + parameters + " {}";
    mark(Kind.IMPORT, text, "import {\n  a,\n  b\n} from 'm';", "import", "");
    mark(Kind.FUNCTION, text, "void run" + parameters + " {}", "run", "{}");
    Outline outline = outline(text);
    assertEquals(List.of(new Import("import { a, b } from 'm'", 1)), outline.imports());
    String signature = outline.definitions().getFirst().signature();
    assertTrue(signature.startsWith("run( int a, int b, int 🦆"), signature);
    assertTrue(signature.endsWith("…") && signature.length() < 300, signature);
  }

  @Test
  void onlyFunctionsThatLoadFilesImport() {
    String text = "require('a'); print('b');";
    mark(Kind.LOAD, text, "require('a')", "require", "");
    mark(Kind.LOAD, text, "print('b')", "print", "");
    assertEquals(List.of(new Import("require('a')", 1)), outline(text).imports());
  }

  @Test
  void deepNestingDoesNotMakeLongNames() {
    int depth = 2_000;
    String text = "x".repeat(2 * depth);
    for (int i = 0; i < depth; i++) {
      marks.add(
          new Mark(
              Kind.CLASS,
              new Stretch(i, 2 * depth - i),
              new Stretch(i, i + 1),
              Stretch.NONE,
              Stretch.NONE));
    }
    Outline outline = outline(text);
    assertEquals(depth, outline.classes().size());
    assertEquals("….x", outline.classes().getLast().path());
  }

  @Test
  void bytesThatAreNotUtf8AreReplaced() {
    byte[] latin = {'g', 'r', (byte) 0xFC, '(', ')', '\n', (byte) 0xED, (byte) 0xA0, (byte) 0x80};
    marks.add(
        new Mark(Kind.FUNCTION, new Stretch(0, 5), new Stretch(0, 3), Stretch.NONE, Stretch.NONE));
    Outline outline = Outline.of(Language.RUBY, new SourceBytes(latin), marks);
    assertEquals(List.of("1 gr\uFFFD()"), signatures(outline));
    assertEquals(2, outline.lines());
  }

  @Test
  void linesAreCountedAsEditorsDo() {
    assertEquals(0, new SourceBytes(new byte[0]).lines());
    assertEquals(1, new SourceBytes("a".getBytes(UTF_8)).lines());
    assertEquals(1, new SourceBytes("a\n".getBytes(UTF_8)).lines());
    assertEquals(2, new SourceBytes("\r\n\n".getBytes(UTF_8)).lines());
  }

  @Test
  void languagesAreKnownByTheEndsOfNames() {
    assertEquals(Language.TSX, Language.of("App.TSX").orElseThrow());
    assertEquals(Language.JAVASCRIPT, Language.of("a.b.mjs").orElseThrow());
    assertTrue(Language.of("java").isEmpty());
    assertTrue(Language.of("a.java.bak").isEmpty());
    assertTrue(Language.of("").isEmpty());
  }
}
