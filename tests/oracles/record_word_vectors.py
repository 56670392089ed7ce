"""Record what scikit-learn and SciPy say about maps of vectors: `word_vectors.json`.

pip install scikit-learn==1.9.1 scipy==1.17.1
python tests/oracles/record_word_vectors.py

PCA, the affinities of t-SNE, and the cost and the gradient of a random map. scikit-learn has no public function for the
last three: they are taken from the module that `TSNE` uses, so another version may not have them. What is taken from
SciPy is public.
"""

import json
from pathlib import Path

import numpy as np

FIXTURE = Path(__file__).with_name("word_vectors.json")
CLOUDS = ((4, 9, 3.0), (5, 12, 4.5), (2, 6, 2.0), (8, 7, 2.5))  # n, m, perplexity


def cloud(n, m):
    """Return X, (n, m), and a map Y, (2, m), the same every time."""
    rng = np.random.default_rng([n, m])
    return rng.normal(size=(n, m)) * rng.uniform(0.5, 3, size=(n, 1)) + 2, 1.5 * rng.normal(size=(2, m))


def by_others(X, Y, perplexity):
    """Return {name: list} for one cloud: what scikit-learn and SciPy compute from X and Y."""
    from scipy.spatial.distance import cdist, pdist, squareform
    from scipy.special import rel_entr
    from sklearn.decomposition import PCA
    from sklearn.manifold import _t_sne

    m = X.shape[1]
    P = _t_sne._joint_probabilities(cdist(X.T, X.T, "sqeuclidean").astype(np.float32), perplexity, 0)
    cost, gradient = _t_sne._kl_divergence(Y.T.ravel(), P, 1, m, 2)
    w = 1 / (1 + pdist(Y.T, "sqeuclidean"))
    said = {
        "cosines": 1 - pdist(X.T, "cosine"),
        "components": PCA(2).fit_transform(X.T).T,
        "affinities": P,  # each pair once, so that their sum is 1 / 2
        "cost": cost,
        "cost by SciPy": rel_entr(squareform(P), squareform(w / w.sum() / 2)).sum(),
        "gradient": gradient.reshape(m, 2).T,
    }
    return {name: np.asarray(value, dtype=float).tolist() for name, value in said.items()}


def main():
    """Write the fixture."""
    import scipy
    import sklearn

    clouds = []
    for n, m, perplexity in CLOUDS:
        said = by_others(*cloud(n, m), perplexity)
        clouds.append({name: np.round(value, 12).tolist() for name, value in said.items()})
    versions = {"scikit-learn": sklearn.__version__, "scipy": scipy.__version__}
    FIXTURE.write_text(json.dumps({**versions, "clouds": clouds}) + "\n")


if __name__ == "__main__":
    main()
