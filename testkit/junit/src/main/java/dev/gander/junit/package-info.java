/// Tests of programs that talk to Gander: start with [dev.gander.junit.GanderTest].
@NullMarked
package dev.gander.junit;

import org.jspecify.annotations.NullMarked;
