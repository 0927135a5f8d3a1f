package dev.gander.adapters.analyze.grammar;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import dev.gander.adapters.analyze.source.Counts;
import dev.gander.adapters.analyze.source.Language;
import dev.gander.adapters.analyze.source.SourceBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/// Whether we find the types and methods in sources of ours that javac finds.
class JavaCountsTest {
  private static final Path SOURCES = Path.of("../../domain/src");

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      return files.filter(it -> it.toString().endsWith(".java")).sorted().toList();
    }
  }

  @Test
  void areThoseOfJavac() throws IOException {
    List<Path> sources = sources();
    assertTrue(sources.size() > 100, () -> sources.size() + " files");
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    try (var files = javac.getStandardFileManager(null, null, null);
        SourceParser parser = new SourceParser(new Grammars(), Duration.ofMinutes(1))) {
      var task =
          (JavacTask)
              javac.getTask(
                  null,
                  files,
                  _ -> {},
                  List.of(),
                  null,
                  files.getJavaFileObjectsFromPaths(sources));
      List<Path> different = new ArrayList<>();
      for (CompilationUnitTree unit : task.parse()) {
        Path file = Path.of(unit.getSourceFile().toUri());
        SourceBytes text = new SourceBytes(Files.readAllBytes(file));
        Counts ours = parser.counts(Language.JAVA, text).orElseThrow();
        if (!Declared.in(unit).equals(new Declared(ours.classes(), ours.functions()))) {
          different.add(file);
        }
        // The grammar does not know every form of record patterns, and loses what is around them.
        assertTrue(different.size() <= sources.size() / 50, different::toString);
      }
    }
  }

  private record Declared(long types, long methods) {
    static Declared in(CompilationUnitTree unit) {
      long[] found = new long[2];
      new TreeScanner<Void, Void>() {
        @Override
        public Void visitClass(ClassTree type, Void nothing) {
          // An anonymous class has no name.
          found[0] += type.getSimpleName().isEmpty() ? 0 : 1;
          return super.visitClass(type, null);
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
          found[1]++;
          return super.visitMethod(method, null);
        }
      }.scan(unit, null);
      return new Declared(found[0], found[1]);
    }
  }
}
