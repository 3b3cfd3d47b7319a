"""A random forest that knows nothing of sweep: it reads options and prints words."""

import argparse

from sklearn.datasets import load_breast_cancer
from sklearn.ensemble import RandomForestClassifier
from sklearn.metrics import log_loss
from sklearn.model_selection import train_test_split

parser = argparse.ArgumentParser()
parser.add_argument("--trees", type=int, default=100)
parser.add_argument("--depth", type=int, default=None)
parser.add_argument("--balanced", action="store_true")
parser.add_argument("--seed", type=int, default=0)
options = parser.parse_args()

images, labels = load_breast_cancer(return_X_y=True)
train_x, test_x, train_y, test_y = train_test_split(
    images, labels, test_size=0.3, random_state=0, stratify=labels)
forest = RandomForestClassifier(
    n_estimators=options.trees, max_depth=options.depth, random_state=options.seed,
    class_weight="balanced" if options.balanced else None)
forest.fit(train_x, train_y)
print(f"accuracy={forest.score(test_x, test_y):.6f}")
print(f"log loss={log_loss(test_y, forest.predict_proba(test_x)):.6f}")
