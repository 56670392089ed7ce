"""More of what is easily got wrong in the schedules, each in one of its five functions."""

import math

SLIPS = []  # (the name of the function, the wrong one in its place)


def instead_of(name):
    """Return a decorator that keeps a wrong function under the name of the right one."""

    def keep(function):
        SLIPS.append((name, function))
        return function

    return keep


@instead_of("inverse_time")
def brackets_left_out(learning_rate, epoch, decay_rate):
    """inverse_time lacks its brackets, learning_rate / 1 + decay_rate * epoch: a division comes before
    a sum, so set brackets around 1 + decay_rate * epoch
    """
    return learning_rate / 1 + decay_rate * epoch


@instead_of("inverse_time")
def brackets_too_early(learning_rate, epoch, decay_rate):
    """inverse_time divides by 1 + decay_rate and multiplies by the epoch: it is 1 + decay_rate * epoch,
    in brackets, below the line
    """
    return learning_rate / (1 + decay_rate) * epoch


@instead_of("inverse_time")
def power_in_inverse_time(learning_rate, epoch, decay_rate):
    """inverse_time raises 1 + decay_rate to the power of the epoch: the epoch is multiplied by decay_rate"""
    return learning_rate / (1 + decay_rate) ** epoch


@instead_of("inverse_time")
def inverse_time_epochs_from_one(learning_rate, epoch, decay_rate):
    """inverse_time counts the epochs from 1: the first one is 0 here and has the whole rate"""
    return learning_rate / (1 + decay_rate * (epoch + 1))


@instead_of("inverse_time")
def rate_of_1_in_inverse_time(learning_rate, epoch, decay_rate):
    """inverse_time leaves the learning rate out: it is learning_rate / (1 + decay_rate * epoch)"""
    return 1 / (1 + decay_rate * epoch)


@instead_of("inverse_time")
def falls_along_a_line(learning_rate, epoch, decay_rate):
    """inverse_time multiplies by 1 - decay_rate * epoch, which falls along a line and below 0: divide
    by 1 + decay_rate * epoch
    """
    return learning_rate * (1 - decay_rate * epoch)


@instead_of("inverse_time")
def multiplied_in_inverse_time(learning_rate, epoch, decay_rate):
    """inverse_time multiplies by 1 + decay_rate * epoch, so that the rate grows: divide by it"""
    return learning_rate * (1 + decay_rate * epoch)


@instead_of("inverse_time")
def rate_in_the_denominator(learning_rate, epoch, decay_rate):
    """inverse_time has the learning rate below the line as well, 1 + learning_rate * epoch: there it is
    decay_rate * epoch
    """
    return learning_rate / (1 + learning_rate * epoch)


@instead_of("exponential")
def rate_in_the_power(learning_rate, epoch, decay_rate):
    """exponential raises the learning rate too, (learning_rate * decay_rate) ** epoch: only decay_rate is raised"""
    return (learning_rate * decay_rate) ** epoch


@instead_of("exponential")
def rate_of_1_in_exponential(learning_rate, epoch, decay_rate):
    """exponential leaves the learning rate out: it is learning_rate times decay_rate ** epoch"""
    return decay_rate**epoch


@instead_of("exponential")
def base_and_exponent_swapped(learning_rate, epoch, decay_rate):
    """exponential raises the epoch to the power of decay_rate: it is the other way round, decay_rate ** epoch"""
    return learning_rate * epoch**decay_rate


@instead_of("exponential")
def what_is_lost(learning_rate, epoch, decay_rate):
    """exponential takes decay_rate for what is lost, (1 - decay_rate) ** epoch: here it is the factor
    of one epoch itself, a little below 1
    """
    return learning_rate * (1 - decay_rate) ** epoch


@instead_of("exponential")
def exponential_epochs_from_one(learning_rate, epoch, decay_rate):
    """exponential counts the epochs from 1: the first one is 0 here and has the whole rate"""
    return learning_rate * decay_rate ** (epoch + 1)


@instead_of("exponential")
def one_epoch_alone(learning_rate, epoch, decay_rate):
    """exponential multiplies by decay_rate once, whatever the epoch: it is decay_rate ** epoch"""
    return learning_rate * decay_rate


@instead_of("exponential")
def divided_by_the_power(learning_rate, epoch, decay_rate):
    """exponential divides by decay_rate ** epoch, so that the rate grows: multiply by it"""
    return learning_rate / decay_rate**epoch


@instead_of("inverse_sqrt")
def one_added_to_the_root(learning_rate, epoch, k):
    """inverse_sqrt adds 1 to the root of the epoch: the root is that of epoch + 1"""
    return learning_rate * k / (math.sqrt(epoch) + 1)


@instead_of("inverse_sqrt")
def k_not_used(learning_rate, epoch, k):
    """inverse_sqrt does not use k: the rate is k * learning_rate over the root of epoch + 1"""
    return learning_rate / math.sqrt(epoch + 1)


@instead_of("inverse_sqrt")
def rate_not_used(learning_rate, epoch, k):
    """inverse_sqrt leaves the learning rate out: it is k * learning_rate over the root of epoch + 1"""
    return k / math.sqrt(epoch + 1)


@instead_of("inverse_sqrt")
def k_below_the_line(learning_rate, epoch, k):
    """inverse_sqrt divides by k: k stands above the line"""
    return learning_rate / (k * math.sqrt(epoch + 1))


@instead_of("inverse_sqrt")
def k_in_the_root(learning_rate, epoch, k):
    """inverse_sqrt has k under the root: k stands above the line, and the root is that of epoch + 1 alone"""
    return learning_rate / math.sqrt(k * (epoch + 1))


@instead_of("inverse_sqrt")
def k_times_the_epoch(learning_rate, epoch, k):
    """inverse_sqrt takes the root of 1 + k * epoch: k stands above the line, and the root is that of epoch + 1"""
    return learning_rate / math.sqrt(1 + k * epoch)


@instead_of("inverse_sqrt")
def root_of_everything(learning_rate, epoch, k):
    """inverse_sqrt takes the root of the whole quotient: only epoch + 1 is under it"""
    return math.sqrt(learning_rate * k / (epoch + 1))


@instead_of("inverse_sqrt")
def multiplied_by_the_root(learning_rate, epoch, k):
    """inverse_sqrt multiplies by the root, so that the rate grows: divide by it"""
    return learning_rate * k * math.sqrt(epoch + 1)


@instead_of("staircase")
def inverse_time_in_stairs(learning_rate, epoch, decay_rate, every):
    """staircase divides by 1 + decay_rate * (number of steps), which is inverse_time in stairs: it is
    decay_rate ** (number of steps)
    """
    return learning_rate / (1 + decay_rate * (epoch // every))


@instead_of("staircase")
def rounded_up(learning_rate, epoch, decay_rate, every):
    """staircase rounds up: it steps down a stair too early; // rounds down"""
    return learning_rate * decay_rate ** math.ceil(epoch / every)


@instead_of("staircase")
def rest_for_the_quotient(learning_rate, epoch, decay_rate, every):
    """staircase takes the rest, epoch % every: the number of steps is the quotient, //"""
    return learning_rate * decay_rate ** (epoch % every)


@instead_of("staircase")
def stairs_multiplied(learning_rate, epoch, decay_rate, every):
    """staircase multiplies by the number of steps instead of raising to its power: ** is the power"""
    return learning_rate * decay_rate * (epoch // every)


@instead_of("staircase")
def stairs_from_one(learning_rate, epoch, decay_rate, every):
    """staircase steps down an epoch too early: epochs count from 0, so the first `every` of them are 0,
    ..., every - 1
    """
    return learning_rate * decay_rate ** ((epoch + 1) // every)


@instead_of("staircase")
def a_step_too_many(learning_rate, epoch, decay_rate, every):
    """staircase has stepped down in epoch 0 already: the number of steps is epoch // every"""
    return learning_rate * decay_rate ** (epoch // every + 1)


@instead_of("staircase")
def every_not_used(learning_rate, epoch, decay_rate, every):
    """staircase steps down in every epoch and does not use `every`: that is exponential"""
    return learning_rate * decay_rate**epoch


@instead_of("staircase")
def only_at_the_steps(learning_rate, epoch, decay_rate, every):
    """staircase steps down only in the epochs that `every` divides, and then goes up again: it stays
    down, epoch // every counts the steps
    """
    return learning_rate * (decay_rate if epoch and epoch % every == 0 else 1)


@instead_of("staircase")
def a_step_too_late(learning_rate, epoch, decay_rate, every):
    """staircase steps down an epoch too late: in epoch `every` itself the rate has fallen"""
    return learning_rate * decay_rate ** (max(epoch - 1, 0) // every)


@instead_of("staircase")
def rate_of_1_in_staircase(learning_rate, epoch, decay_rate, every):
    """staircase leaves the learning rate out: it is learning_rate times decay_rate ** (number of steps)"""
    return decay_rate ** (epoch // every)


@instead_of("cosine")
def lowest_as_a_floor(learning_rate, epoch, epochs, lowest):
    """cosine goes down to 0 and is held at the lowest rate: the wave itself ends there, its height is
    learning_rate - lowest
    """
    return max(lowest, learning_rate * (1 + math.cos(math.pi * min(epoch / epochs, 1))) / 2)


@instead_of("cosine")
def one_left_out(learning_rate, epoch, epochs, lowest):
    """cosine lacks the 1 in 1 + cos: the wave then goes below the lowest rate"""
    return lowest + (learning_rate - lowest) * math.cos(math.pi * min(epoch / epochs, 1)) / 2


@instead_of("cosine")
def neither_one_nor_half(learning_rate, epoch, epochs, lowest):
    """cosine multiplies by the cosine itself, which goes down to -1: half of 1 + cos goes from 1 to 0"""
    return lowest + (learning_rate - lowest) * math.cos(math.pi * min(epoch / epochs, 1))


@instead_of("cosine")
def rises(learning_rate, epoch, epochs, lowest):
    """cosine rises from the lowest rate to the first, with 1 - cos: it falls with 1 + cos"""
    return lowest + (learning_rate - lowest) * (1 - math.cos(math.pi * min(epoch / epochs, 1))) / 2


@instead_of("cosine")
def pi_left_out(learning_rate, epoch, epochs, lowest):
    """cosine lacks the factor pi: half a wave goes from 0 to pi"""
    return lowest + (learning_rate - lowest) * (1 + math.cos(min(epoch / epochs, 1))) / 2


@instead_of("cosine")
def a_whole_wave(learning_rate, epoch, epochs, lowest):
    """cosine runs through a whole wave, 2 pi, and is up again in the end: half a wave goes from 0 to pi"""
    return lowest + (learning_rate - lowest) * (1 + math.cos(2 * math.pi * min(epoch / epochs, 1))) / 2


@instead_of("cosine")
def a_quarter_of_a_wave(learning_rate, epoch, epochs, lowest):
    """cosine runs through a quarter of a wave, pi / 2: here it is half of 1 + cos, from 0 to pi"""
    return lowest + (learning_rate - lowest) * math.cos(math.pi / 2 * min(epoch / epochs, 1))


@instead_of("cosine")
def last_epoch_is_the_lowest(learning_rate, epoch, epochs, lowest):
    """cosine reaches the lowest rate an epoch early, with epochs - 1: the share is epoch / epochs"""
    return lowest + (learning_rate - lowest) * (1 + math.cos(math.pi * min(epoch / (epochs - 1), 1))) / 2


@instead_of("cosine")
def along_a_line(learning_rate, epoch, epochs, lowest):
    """cosine falls along a line: half of 1 + cos makes it a wave"""
    return lowest + (learning_rate - lowest) * (1 - min(epoch / epochs, 1))


@instead_of("cosine")
def cosine_epochs_from_one(learning_rate, epoch, epochs, lowest):
    """cosine counts the epochs from 1: the first one is 0 here and has the whole rate"""
    return lowest + (learning_rate - lowest) * (1 + math.cos(math.pi * min((epoch + 1) / epochs, 1))) / 2


@instead_of("cosine")
def lowest_not_added(learning_rate, epoch, epochs, lowest):
    """cosine does not add the lowest rate: the wave has the height learning_rate - lowest and stands on it"""
    return (learning_rate - lowest) * (1 + math.cos(math.pi * min(epoch / epochs, 1))) / 2


@instead_of("cosine")
def height_of_the_sum(learning_rate, epoch, epochs, lowest):
    """cosine has a wave of the height learning_rate + lowest: the height is their difference"""
    return lowest + (learning_rate + lowest) * (1 + math.cos(math.pi * min(epoch / epochs, 1))) / 2


@instead_of("cosine")
def nothing_after_the_end(learning_rate, epoch, epochs, lowest):
    """cosine is 0 after the last epoch: it stays at the lowest rate"""
    return (
        lowest + (learning_rate - lowest) * (1 + math.cos(math.pi * min(epoch / epochs, 1))) / 2
        if epoch <= epochs
        else 0.0
    )


@instead_of("cosine")
def first_rate_after_the_end(learning_rate, epoch, epochs, lowest):
    """cosine returns to the first rate after the last epoch: it stays at the lowest"""
    return (
        lowest + (learning_rate - lowest) * (1 + math.cos(math.pi * min(epoch / epochs, 1))) / 2
        if epoch <= epochs
        else learning_rate
    )


@instead_of("cosine")
def halves_the_lowest(learning_rate, epoch, epochs, lowest):
    """cosine takes half of everything, the lowest rate included: only the wave is halved"""
    return (lowest + (learning_rate - lowest) * (1 + math.cos(math.pi * min(epoch / epochs, 1)))) / 2


@instead_of("cosine")
def sine(learning_rate, epoch, epochs, lowest):
    """cosine takes the sine, which is 0 at both ends: the cosine goes from 1 to -1"""
    return lowest + (learning_rate - lowest) * (1 + math.sin(math.pi * min(epoch / epochs, 1))) / 2
