package dev.gander.adapters.cli;

import dev.gander.application.api.program.Program;
import java.lang.reflect.Constructor;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/// Makes a command with the program it belongs to.
record VerbFactory(Program program) implements IFactory {
  @Override
  public <K> K create(Class<K> type) throws Exception {
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      if (constructor.getParameterCount() == 1
          && constructor.getParameterTypes()[0].equals(Program.class)) {
        constructor.setAccessible(true);
        return type.cast(constructor.newInstance(program));
      }
    }
    return CommandLine.defaultFactory().create(type);
  }
}
