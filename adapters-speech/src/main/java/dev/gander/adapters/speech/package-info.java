/// The transcriber `local`. Start with [LocalTranscriber]; `sound` makes files of recordings,
/// `model` knows the models, `engine` runs the program that listens.
@NullMarked
package dev.gander.adapters.speech;

import org.jspecify.annotations.NullMarked;
