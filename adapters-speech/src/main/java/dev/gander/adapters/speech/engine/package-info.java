/// The program that listens, in a process of its own.
@NullMarked
package dev.gander.adapters.speech.engine;

import org.jspecify.annotations.NullMarked;
