import numpy as np
import pytest

from flows.clean.line_network import STEPS, LineNetwork, beside, make_network
from flows.clean.page_words import number_words

COLUMNS, WIDTH, VECTOR = 3, 4, 2
WORDS = ["boat", "share"]


@pytest.fixture
def arrays():
    chance = np.random.default_rng(0)
    sizes = {"vectors": (3, VECTOR), "entry": (COLUMNS, WIDTH), "entry_words": (VECTOR, WIDTH), "entry_bias": (WIDTH,)}
    sizes |= {"last": (WIDTH,), "last_bias": ()}
    for layer in range(len(STEPS)):
        sizes |= {f"near_{layer}": (3 * WIDTH, WIDTH), f"bias_{layer}": (WIDTH,), f"out_{layer}": (WIDTH, WIDTH)}
    made = {name: np.array(chance.standard_normal(size), dtype=np.float32) for name, size in sizes.items()}
    made["vectors"][0] = 0
    return made


def network_of(arrays):
    others = {name: array for name, array in arrays.items() if name != "vectors"}
    limits = np.full(COLUMNS, -9, dtype=np.float32), np.full(COLUMNS, 9, dtype=np.float32)
    places = {word: place for place, word in enumerate(WORDS, start=1)}
    return LineNetwork(("a", "b", "c"), *limits, places, arrays["vectors"], others)


def odds(network, matrix, words=None):
    lines = words or [[]] * len(matrix)
    return network.log_odds(matrix, number_words(lines))


def lines_of(count, seed=1):
    return np.random.default_rng(seed).standard_normal((count, COLUMNS)).astype(np.float32)


def test_a_line_sees_as_far_as_all_layers_together(arrays):
    network, matrix = network_of(arrays), lines_of(30)
    changed = matrix.copy()
    changed[15] += 1
    moved = np.flatnonzero(~np.isclose(odds(network, matrix), odds(network, changed)))
    assert 15 in moved
    assert abs(moved - 15).max() <= sum(STEPS)
    assert len(moved) > 3


def test_a_page_shorter_than_a_step_is_read(arrays):
    assert odds(network_of(arrays), lines_of(1)).shape == (1,)
    assert beside(np.ones((2, 1), dtype=np.float32), 4).tolist() == [[0, 1, 0], [0, 1, 0]]


def test_words_count_by_the_root_of_their_number_and_unknown_ones_only_in_it(arrays):
    network, matrix = network_of(arrays), np.zeros((1, COLUMNS), dtype=np.float32)
    one, two, none = (odds(network, matrix, [words])[0] for words in (["boat"], ["boat", "zebra"], ["zebra"]))
    assert none == pytest.approx(odds(network, matrix)[0])
    arrays["vectors"][1] /= np.sqrt(2)
    assert odds(network_of(arrays), matrix, [["boat"]])[0] == pytest.approx(two, rel=1e-5)
    assert one != pytest.approx(two)


def test_numbers_beyond_the_usual_range_count_as_its_end(arrays):
    network = network_of(arrays)
    assert odds(network, lines_of(2) * 0 + 9) == pytest.approx(odds(network, lines_of(2) * 0 + 1000))


def test_training_goes_down_the_loss_of_what_is_read(arrays, monkeypatch):
    training = pytest.importorskip("benchmarks.train_line_network")
    for name in ("HIDDEN_UNITS", "HIDDEN_COLUMNS", "HIDDEN_WORDS"):
        monkeypatch.setattr(training, name, 0.0)
    pages, wanted, words = [5, 9], np.random.default_rng(2).random(14), [["boat", "share"], ["share"]] * 7
    matrix, weights = lines_of(14), np.ones(14)
    counted = training.count_words(words, {word: place for place, word in enumerate(WORDS, start=1)})
    batch = training.Batch(matrix, counted, np.repeat([0, 1], pages), wanted, weights)

    def loss(changed):
        network = network_of(changed)
        scores = np.concatenate([odds(network, matrix[:5], words[:5]), odds(network, matrix[5:], words[5:])])
        return float((np.logaddexp(0, scores.astype(float)) - wanted * scores).sum())

    slopes = training.find_slopes(arrays, batch, np.random.default_rng(0), 1.0)
    assert slopes.keys() == arrays.keys()
    for name, slope in slopes.items():
        step = 1e-3 * slope / max(1e-9, float(np.abs(slope).max()))
        up, down = (loss(arrays | {name: arrays[name] + sign * step}) for sign in (1, -1))
        assert (up - down) / 2 == pytest.approx(float((slope * step).sum()), rel=0.05), name


def test_a_network_is_read_as_it_is_kept(arrays):
    training = pytest.importorskip("benchmarks.train_line_network")
    kept = {
        "features": ["a", "b", "c"], "lows": [-9] * COLUMNS, "highs": [9] * COLUMNS, "words": WORDS,
        "arrays": {name: training.keep_array(array) for name, array in arrays.items()},
    }  # fmt: skip
    matrix, words = lines_of(6), [["boat"], ["share", "zebra"]] * 3
    assert odds(make_network(kept), matrix, words) == pytest.approx(odds(network_of(arrays), matrix, words), rel=0.02)
