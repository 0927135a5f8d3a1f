/// Models that run on this machine: what is stored, what can be downloaded, how each is run, and
/// the engines that do.
@NullMarked
package dev.gander.domain.localmodel;

import org.jspecify.annotations.NullMarked;
