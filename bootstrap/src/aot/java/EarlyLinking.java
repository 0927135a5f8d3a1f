import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.lang.reflect.AccessFlag;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Writes out, in our jars of an image, what the compiler leaves to the first run: switches over
/// types, and `equals` and `hashCode` of records. The JVM would spin a class or a tree of method
/// handles for each of them, which the AOT cache does not keep and the simple compiler does not see
/// through. Part of the build, run from its source; once more changes nothing:
///
///     java EarlyLinking.java IMAGE
final class EarlyLinking {
  private static final ClassDesc SWITCHES = ClassDesc.of("java.lang.runtime.SwitchBootstraps");
  private static final ClassDesc RECORDS = ClassDesc.of("java.lang.runtime.ObjectMethods");
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
  private static final int HASH_FACTOR = 31;

  private final ClassFile classFile;

  private EarlyLinking(ClassLoader libraries) {
    this.classFile =
        ClassFile.of(
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(libraries)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  public static void main(String[] arguments) throws IOException {
    List<Path> jars;
    try (Stream<Path> files = Files.walk(Path.of(arguments[0], "lib"))) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    }
    URL[] urls = jars.stream().map(EarlyLinking::url).toArray(URL[]::new);
    try (URLClassLoader libraries = new URLClassLoader(urls)) {
      EarlyLinking linking = new EarlyLinking(libraries);
      for (Path jar : jars) {
        linking.link(jar);
      }
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void link(Path jar) throws IOException {
    if (!isOurs(jar)) {
      return;
    }
    Path linked = jar.resolveSibling(jar.getFileName() + ".linked");
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar));
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(linked))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        byte[] content = in.readAllBytes();
        ZipEntry copy = new ZipEntry(entry.getName());
        copy.setTime(entry.getTime());
        out.putNextEntry(copy);
        out.write(isOurs(entry) && entry.getName().endsWith(".class") ? linked(content) : content);
      }
    }
    Files.move(linked, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static boolean isOurs(Path jar) throws IOException {
    try (ZipFile file = new ZipFile(jar.toFile())) {
      return file.stream().anyMatch(EarlyLinking::isOurs);
    }
  }

  private static boolean isOurs(ZipEntry entry) {
    return entry.getName().startsWith("dev/gander/");
  }

  private byte[] linked(byte[] bytes) {
    ClassModel model = classFile.parse(bytes);
    Linked transform = new Linked(model);
    byte[] changed = classFile.transformClass(model, transform);
    return transform.made.isEmpty() ? bytes : changed;
  }

  /// Puts a call of a method of its own in the place of each such instruction.
  private static final class Linked implements ClassTransform {
    private final ClassModel model;
    private final boolean isInterface;
    private final List<InvokeDynamicInstruction> made = new ArrayList<>();

    Linked(ClassModel model) {
      this.model = model;
      this.isInterface = model.flags().has(AccessFlag.INTERFACE);
    }

    @Override
    public void accept(ClassBuilder builder, ClassElement element) {
      if (element instanceof MethodModel method) {
        builder.transformMethod(method, MethodTransform.transformingCode(this::accept));
      } else {
        builder.with(element);
      }
    }

    private void accept(CodeBuilder code, CodeElement element) {
      if (element instanceof InvokeDynamicInstruction site && isKnown(site)) {
        code.invokestatic(
            model.thisClass().asSymbol(), name(made.size()), site.typeSymbol(), isInterface);
        made.add(site);
      } else {
        code.with(element);
      }
    }

    private static boolean isKnown(InvokeDynamicInstruction site) {
      DirectMethodHandleDesc bootstrap = site.bootstrapMethod();
      if (bootstrap.owner().equals(SWITCHES)) {
        return bootstrap.methodName().equals("typeSwitch")
            && site.bootstrapArgs().stream().allMatch(EarlyLinking::isKnownLabel);
      }
      return bootstrap.owner().equals(RECORDS) && !site.name().equalsString("toString");
    }

    @Override
    public void atEnd(ClassBuilder builder) {
      for (int i = 0; i < made.size(); i++) {
        InvokeDynamicInstruction site = made.get(i);
        builder.withMethodBody(
            name(i),
            site.typeSymbol(),
            ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC,
            code -> write(code, site));
      }
    }

    private static String name(int index) {
      return "linked$" + index;
    }
  }

  private static boolean isKnownLabel(ConstantDesc label) {
    return label instanceof String || (label instanceof ClassDesc type && !type.isPrimitive());
  }

  private static void write(CodeBuilder code, InvokeDynamicInstruction site) {
    switch (site.name().stringValue()) {
      case "equals" -> equals(code, site);
      case "hashCode" -> hashCode(code, site);
      default -> typeSwitch(code, site.bootstrapArgs());
    }
  }

  /// As [java.lang.runtime.SwitchBootstraps#typeSwitch] says: the first label from `restart` on, a
  /// type or a text, that fits the value.
  private static void typeSwitch(CodeBuilder code, List<ConstantDesc> labels) {
    List<Label> places = Stream.generate(code::newLabel).limit(labels.size() + 1L).toList();
    Label present = code.newLabel();
    code.aload(0).ifnonnull(present).iconst_m1().ireturn().labelBinding(present);
    List<SwitchCase> cases = new ArrayList<>();
    for (int i = 1; i < places.size(); i++) {
      cases.add(SwitchCase.of(i, places.get(i)));
    }
    code.iload(1).tableswitch(1, labels.size(), places.getFirst(), cases);
    for (int i = 0; i < labels.size(); i++) {
      code.labelBinding(places.get(i));
      fits(code, labels.get(i));
      code.ifeq(places.get(i + 1)).loadConstant(i).ireturn();
    }
    code.labelBinding(places.getLast()).loadConstant(labels.size()).ireturn();
  }

  private static void fits(CodeBuilder code, ConstantDesc label) {
    if (label instanceof ClassDesc type) {
      code.aload(0).instanceOf(type);
    } else {
      code.loadConstant(label)
          .aload(0)
          .invokevirtual(
              ConstantDescs.CD_Object,
              "equals",
              MethodTypeDesc.of(ConstantDescs.CD_boolean, ConstantDescs.CD_Object));
    }
  }

  /// The fields of the record that a site is about.
  private static List<DirectMethodHandleDesc> fields(InvokeDynamicInstruction site) {
    return site.bootstrapArgs().stream().skip(2).map(DirectMethodHandleDesc.class::cast).toList();
  }

  private static void load(CodeBuilder code, int slot, DirectMethodHandleDesc field) {
    code.aload(slot)
        .getfield(field.owner(), field.methodName(), field.invocationType().returnType());
  }

  private static void hashCode(CodeBuilder code, InvokeDynamicInstruction site) {
    code.iconst_0();
    for (DirectMethodHandleDesc field : fields(site)) {
      code.loadConstant(HASH_FACTOR).imul();
      load(code, 0, field);
      ClassDesc type = field.invocationType().returnType();
      if (type.isPrimitive()) {
        code.invokestatic(boxOf(type), "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, type));
      } else {
        code.invokestatic(
            OBJECTS, "hashCode", MethodTypeDesc.of(ConstantDescs.CD_int, ConstantDescs.CD_Object));
      }
      code.iadd();
    }
    code.ireturn();
  }

  private static void equals(CodeBuilder code, InvokeDynamicInstruction site) {
    ClassDesc type = (ClassDesc) Objects.requireNonNull(site.bootstrapArgs().getFirst());
    Label other = code.newLabel();
    Label different = code.newLabel();
    code.aload(0).aload(1).if_acmpne(other).iconst_1().ireturn().labelBinding(other);
    code.aload(1).instanceOf(type).ifeq(different);
    code.aload(1).checkcast(type).astore(2);
    for (DirectMethodHandleDesc field : fields(site)) {
      load(code, 0, field);
      load(code, 2, field);
      same(code, field.invocationType().returnType(), different);
    }
    code.iconst_1().ireturn().labelBinding(different).iconst_0().ireturn();
  }

  private static void same(CodeBuilder code, ClassDesc type, Label different) {
    if (type.isPrimitive()) {
      code.invokestatic(boxOf(type), "compare", MethodTypeDesc.of(ConstantDescs.CD_int, type, type))
          .ifne(different);
    } else {
      code.invokestatic(
              OBJECTS,
              "equals",
              MethodTypeDesc.of(
                  ConstantDescs.CD_boolean, ConstantDescs.CD_Object, ConstantDescs.CD_Object))
          .ifeq(different);
    }
  }

  private static ClassDesc boxOf(ClassDesc primitive) {
    return switch (TypeKind.from(primitive)) {
      case BOOLEAN -> ConstantDescs.CD_Boolean;
      case BYTE -> ConstantDescs.CD_Byte;
      case CHAR -> ConstantDescs.CD_Character;
      case SHORT -> ConstantDescs.CD_Short;
      case INT -> ConstantDescs.CD_Integer;
      case LONG -> ConstantDescs.CD_Long;
      case FLOAT -> ConstantDescs.CD_Float;
      case DOUBLE -> ConstantDescs.CD_Double;
      case REFERENCE, VOID -> throw new IllegalArgumentException(primitive.displayName());
    };
  }
}
