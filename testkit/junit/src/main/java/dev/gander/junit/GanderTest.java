package dev.gander.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Gives the tests of a class a server of Gander in their own process, whose model plays a script.
/// Constructors and methods ask for what they need by parameters:
///
/// - [ScriptedModel]: what the model answers, and what it was asked
/// - [dev.gander.client.Chat]: a new session at the server; [dev.gander.client.GanderClient]: a
///   client for anything else
/// - [dev.gander.bootstrap.GanderServer]: its address and key, for the code under test
///
/// Each test has a server of its own, with a folder and a home of its own, so that tests may run in
/// parallel; it starts when a parameter first asks, and ends with the test. One that is asked for
/// in a `@BeforeAll` method serves all tests of the class.
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
@ExtendWith(GanderExtension.class)
public @interface GanderTest {
  /// Whether one server, and one script, serves all tests of the class and of those nested in it.
  boolean perClass() default false;

  /// Which tool calls need an approval: `auto` (none), `smart_approve`, `approve` or `chat`.
  String mode() default "auto";

  /// The extensions of new chats, such as `developer`.
  String[] extensions() default {};

  /// Further settings in the form `NAME=value`, as a server finds them in its environment.
  String[] variables() default {};
}
