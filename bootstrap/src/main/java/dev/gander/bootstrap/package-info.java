/// Command line, composition root and life cycle; nothing here decides what an agent does.
@NullMarked
package dev.gander.bootstrap;

import org.jspecify.annotations.NullMarked;
