package dev.gander.bootstrap.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.gander.domain.model.TokenUsage;
import dev.gander.domain.session.TokenState;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/// What `EarlyLinking` does to the jars of the image: nothing that anybody could see.
class LinkedImageIT {
  private static final Path LIBRARIES =
      Path.of(System.getProperty("gander.image", "target/image"), "lib").toAbsolutePath();

  @Test
  void noSwitchOverTypesAndNoRecordWaitsForTheFirstRun() throws IOException {
    List<ClassModel> classes = classes("domain-0.1.0.jar");

    assertFalse(classes.isEmpty());
    assertEquals(List.of(), classes.stream().flatMap(LinkedImageIT::unlinked).toList());
  }

  @Test
  void recordsAreEqualAndHashedAsTheCompilerSays() throws Exception {
    TokenUsage usage = new TokenUsage(1L, null, 3L, null, -5L);
    TokenState state = new TokenState(usage, TokenUsage.UNKNOWN, 0.5);
    URL domain = LIBRARIES.resolve("domain-0.1.0.jar").toUri().toURL();
    // Any other parent would find the classes that were tested before.
    try (URLClassLoader linked = new URLClassLoader(new URL[] {domain}, null)) {
      Object same = state(linked, usage(linked, 1L), 0.5);

      assertNotEquals(TokenState.class, same.getClass());
      assertEquals(state.hashCode(), same.hashCode());
      assertEquals(state.toString(), same.toString());
      assertEquals(state(linked, usage(linked, 1L), 0.5), same);
      assertNotEquals(state(linked, usage(linked, 2L), 0.5), same);
      assertNotEquals(state(linked, usage(linked, 1L), null), same);
      assertNotEquals(state, same);
      assertNotEquals(null, same);
    }
  }

  private static Object usage(ClassLoader loader, Long input) throws ReflectiveOperationException {
    return loader
        .loadClass(TokenUsage.class.getName())
        .getConstructor(Long.class, Long.class, Long.class, Long.class, Long.class)
        .newInstance(input, null, 3L, null, -5L);
  }

  private static Object state(ClassLoader loader, Object usage, Double cost)
      throws ReflectiveOperationException {
    Class<?> usages = loader.loadClass(TokenUsage.class.getName());
    return loader
        .loadClass(TokenState.class.getName())
        .getConstructor(usages, usages, Double.class)
        .newInstance(usage, usages.getField("UNKNOWN").get(null), cost);
  }

  private static List<ClassModel> classes(String jar) throws IOException {
    try (ZipFile file = new ZipFile(LIBRARIES.resolve(jar).toFile())) {
      return file.stream()
          .filter(entry -> entry.getName().endsWith(".class"))
          .map(entry -> parse(file, entry))
          .toList();
    }
  }

  private static ClassModel parse(ZipFile file, ZipEntry entry) {
    try (InputStream in = file.getInputStream(entry)) {
      return ClassFile.of().parse(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<String> unlinked(ClassModel model) {
    return model.methods().stream()
        .filter(
            method ->
                method.code().stream()
                    .flatMap(code -> code.elementStream())
                    .anyMatch(LinkedImageIT::isLinkedLate))
        .map(method -> name(model, method));
  }

  private static String name(ClassModel model, MethodModel method) {
    return model.thisClass().asInternalName() + "." + method.methodName().stringValue();
  }

  private static boolean isLinkedLate(CodeElement element) {
    return element instanceof InvokeDynamicInstruction site
        && switch (site.bootstrapMethod().owner().displayName()) {
          case "SwitchBootstraps" ->
              site.bootstrapArgs().stream()
                  .allMatch(label -> label instanceof ClassDesc || label instanceof String);
          case "ObjectMethods" -> !site.name().equalsString("toString");
          default -> false;
        };
  }
}
