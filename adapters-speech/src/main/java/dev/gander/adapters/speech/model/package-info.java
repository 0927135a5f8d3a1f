/// The files of models.
@NullMarked
package dev.gander.adapters.speech.model;

import org.jspecify.annotations.NullMarked;
