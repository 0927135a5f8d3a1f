/// Where what the program does is told to those who measure.
@NullMarked
package dev.gander.application.observe;

import org.jspecify.annotations.NullMarked;
